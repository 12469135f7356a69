import type { Shop } from "../../shopify/control.ts";
import { html, type Html } from "../html.ts";
import { table } from "../layout.ts";
import { money } from "../words.ts";

export function productsPage(shop: Shop): Html {
  const rows = shop
    .products()
    .flatMap((product) =>
      product.variants.map((variant) => [
        product.variants.length > 1 ? `${product.title} – ${variant.title}` : product.title,
        variant.sku ?? "no SKU",
        money(variant.price, shop.currency),
        variant.requiresShipping ? "yes" : "no",
      ]),
    );
  const locations = shop
    .locations()
    .map((location) => [
      location.name,
      location.countryCode,
      location.isActive ? "yes" : "no",
      location.fulfillsOnlineOrders ? "yes" : "no",
    ]);
  return html`<div class="head"><h1>Products</h1></div>
    <section class="card">
      ${table("Products", [{ label: "Product" }, { label: "SKU" }, { label: "Price", numeric: true }, { label: "Ships" }], rows)}
    </section>
    <section class="card">
      <h2>Locations</h2>
      ${table("Locations", [{ label: "Name" }, { label: "Country" }, { label: "Active" }, { label: "Sends online orders" }], locations)}
    </section>`;
}
