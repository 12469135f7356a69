import type { Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import type { KatanaWindow } from "../katana-window.ts";
import { live, table } from "../layout.ts";
import { salesOrderPath } from "../sales-order-address.ts";
import { clockTime, money, storeName, time } from "../words.ts";
import { salesOrderBadge } from "./sales-order.ts";

const SHOWN = 50;

/** The simulated Katana account: what arrived in it. What a person may do with a sales order is on its own page. */
export function katanaPage(shop: Shop, katana: KatanaWindow): Html {
  const [key = ""] = katana.keys();
  return html`<div class="head"><h1>Katana: ${katana.name}</h1></div>
    <section class="card">
      <h2>API key</h2>
      <p>Tandem asks for this key on its page Settings › Connection.</p>
      <p><code class="key" id="katana-key">${key}</code> <button type="button" data-copy="${key}">Copy</button></p>
      <p class="note">
        The API answers at <code>${katana.apiUrl}</code>. Amounts here are in ${katana.currency}. Locations:
        ${katana
          .locations()
          .map(({ name }) => name)
          .join(", ")}.
      </p>
    </section>
    <section class="card">
      <h2>Sales orders</h2>
      ${live("katana-orders", salesOrders(shop, katana))}
    </section>
    <section class="card">
      <h2>Customers</h2>
      ${live("katana-customers", customers(katana))}
    </section>
    <section class="card">
      <h2>What the API was asked last</h2>
      ${live("katana-requests", requests(shop, katana))}
    </section>`;
}

function salesOrders(shop: Shop, katana: KatanaWindow): Content {
  const orders = katana.salesOrders();
  if (orders.length === 0) return html`<p class="empty">No sales orders yet. They arrive once Tandem is active.</p>`;
  const columns = [
    { label: "Sales order" },
    { label: "Created" },
    { label: "Customer" },
    { label: "Rows" },
    { label: "Total with tax", numeric: true },
    { label: "Status" },
  ];
  const rows = orders
    .slice(0, SHOWN)
    .map((order) => [
      html`<a href="${salesOrderPath(storeName(shop.domain), order.id)}"><strong>${order.orderNo}</strong></a>`,
      time(order.createdAt, shop.timezone),
      order.customer,
      order.rows.map(({ quantity, name }) => `${quantity} × ${name}`).join(", "),
      money(order.total, order.currency),
      salesOrderBadge(order),
    ]);
  const rest = orders.length - SHOWN;
  return [
    table("Sales orders", columns, rows),
    rest > 0 ? html`<p class="note">${rest} older sales orders are not shown.</p>` : null,
  ];
}

function customers(katana: KatanaWindow): Content {
  const list = katana.customers();
  if (list.length === 0) return html`<p class="note">None yet.</p>`;
  const rows = list.map(({ name, email, salesOrders: count }) => [name, email || "–", count]);
  return table("Customers", [{ label: "Name" }, { label: "E-mail" }, { label: "Sales orders", numeric: true }], rows);
}

function requests(shop: Shop, katana: KatanaWindow): Content {
  const last = katana.requests().slice(-12).toReversed();
  if (last.length === 0) return html`<p class="note">Nothing yet.</p>`;
  const rows = last.map(({ at, method, path, status }) => [
    clockTime(at, shop.timezone),
    html`<code>${method} ${path}</code>`,
    status ?? "no answer",
  ]);
  return table("Requests", [{ label: "When" }, { label: "Request" }, { label: "Answer", numeric: true }], rows);
}
