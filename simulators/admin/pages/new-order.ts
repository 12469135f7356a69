import type { Shop } from "../../shopify/control.ts";
import { text, ticked, type Form } from "../form.ts";
import { html, type Content, type Html } from "../html.ts";
import { table } from "../layout.ts";
import { money, storeName } from "../words.ts";

interface Filled {
  readonly form: Form;
  readonly errors: Readonly<Record<string, string>>;
}

/** The form of a new order, as it was sent when something in it is wrong. */
export function newOrderPage(shop: Shop, filled: Filled = { form: {}, errors: {} }): Html {
  const base = `/store/${storeName(shop.domain)}`;
  const wrong = Object.keys(filled.errors).length;
  return html`<div class="head"><h1>Create order</h1></div>
    ${wrong > 0 ? html`<p class="said bad" role="alert">${filled.errors["lines"] ?? "The order was not placed: see the fields marked below."}</p>` : null}
    <form method="post" action="${base}/orders" class="stack">
      <fieldset class="card">
        <legend>Products</legend>
        ${products(shop, filled)}
        <p class="note">A discount is a percentage (10%) or an amount for the whole line (5.00).</p>
        <div class="fields">
          ${field("customTitle", "Custom item (optional)", filled)} ${field("customPrice", "Its price", filled)}
          ${check("customPhysical", "It is a physical item", filled)}
        </div>
      </fieldset>
      <fieldset class="card">
        <legend>Discount and shipping</legend>
        <div class="fields">
          ${field("discount", "Discount on the order", filled, { hint: "10% or 5.00" })}
          ${field("shippingTitle", "Shipping method", filled, { initial: "Standard shipping" })}
          ${field("shippingPrice", `Shipping price (${shop.currency})`, filled, { initial: "4.90" })}
        </div>
        <p class="note">
          Without a shipping method the order has no shipping line.
          ${shop.settings.taxesIncluded ? "Prices include tax." : "Tax comes on top of the prices."}
        </p>
        ${check("untaxed", "No tax on this order", filled)}
      </fieldset>
      ${customer(shop, filled)}
      <fieldset class="card">
        <legend>Payment and notes</legend>
        <div class="fields">
          ${select("payment", "Payment", filled, [
            ["paid", "Paid"],
            ["pending", "Payment pending"],
            ["authorized", "Authorized"],
            ["partially_paid", "Partially paid"],
          ])}
          ${field("poNumber", "PO number", filled)} ${field("note", "Note", filled)}
        </div>
      </fieldset>
      <div class="head">
        <button type="submit" class="primary">Place order</button> <a class="button" href="${base}/orders">Cancel</a>
      </div>
    </form>`;
}

function products(shop: Shop, filled: Filled): Html {
  const variants = shop.products().flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  const rows = variants.map(({ product, variant }) => {
    const name = product.variants.length > 1 ? `${product.title} – ${variant.title}` : product.title;
    return [
      html`${name}<span class="note">${variant.sku ?? "no SKU"}</span>`,
      money(variant.price, shop.currency),
      bare(`quantity:${variant.id}`, `Quantity of ${name}`, filled, "numeric"),
      bare(`discount:${variant.id}`, `Discount on ${name}`, filled),
    ];
  });
  return table(
    "Products",
    [{ label: "Product" }, { label: "Price", numeric: true }, { label: "Quantity" }, { label: "Line discount" }],
    rows,
  );
}

function customer(shop: Shop, filled: Filled): Html {
  const known = shop
    .customers()
    .map((one): readonly [string, string] => [one.id, one.displayName + (one.email ? ` (${one.email})` : "")]);
  return html`<fieldset class="card">
    <legend>Customer</legend>
    ${select("customer", "Customer", filled, [...known, ["none", "No customer"], ["new", "A new customer (fields below)"]])}
    <details ${text(filled.form, "customer") === "new" ? html`open` : null}>
      <summary>New customer</summary>
      <div class="fields">
        ${field("firstName", "First name", filled)} ${field("lastName", "Last name", filled)}
        ${field("email", "E-mail", filled)} ${field("address1", "Street", filled)}
        ${field("zip", "Postal code", filled)} ${field("city", "City", filled)} ${field("country", "Country", filled)}
      </div>
    </details>
  </fieldset>`;
}

const complaint = (name: string, { errors }: Filled): Content =>
  errors[name] ? html`<span class="field-error" id="${`error-${name}`}">${errors[name]}</span>` : null;

const invalid = (name: string, { errors }: Filled): Content =>
  errors[name] ? html`aria-invalid="true" aria-describedby="${`error-${name}`}"` : null;

function bare(name: string, label: string, filled: Filled, mode = "text"): Html {
  return html`<input
      name="${name}"
      aria-label="${label}"
      value="${text(filled.form, name)}"
      inputmode="${mode}"
      autocomplete="off"
      ${invalid(name, filled)}
    />${complaint(name, filled)}`;
}

export function field(name: string, label: string, filled: Filled, { hint = "", initial = "" } = {}): Html {
  const untouched = Object.keys(filled.form).length === 0;
  return html`<label
    >${label}
    <input
      name="${name}"
      value="${untouched ? initial : text(filled.form, name)}"
      placeholder="${hint}"
      autocomplete="off"
      ${invalid(name, filled)}
    />${complaint(name, filled)}</label
  >`;
}

function check(name: string, label: string, { form }: Filled): Html {
  return html`<label class="check"
    ><input type="checkbox" name="${name}" value="1" ${ticked(form, name) ? html`checked` : null} /> ${label}</label
  >`;
}

function select(name: string, label: string, { form }: Filled, choices: readonly (readonly [string, string])[]): Html {
  const chosen = text(form, name);
  return html`<label
    >${label}
    <select name="${name}">
      ${choices.map(([value, words]) => html`<option value="${value}" ${value === chosen ? html`selected` : null}>${words}</option>`)}
    </select></label
  >`;
}
