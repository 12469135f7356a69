import type { Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import type { KatanaWindow, RowCard, SalesOrderCard } from "../katana-window.ts";
import { live, table } from "../layout.ts";
import { clockTime, money, storeName, time } from "../words.ts";
import { figure, salesOrderBadge, salesOrderRows } from "./sales-order.ts";

const SHOWN = 30;

/** The simulated Katana account: what arrived in it, and what a person may do there. */
export function katanaPage(shop: Shop, katana: KatanaWindow): Html {
  const base = `/store/${storeName(shop.domain)}/katana`;
  const [key = ""] = katana.keys();
  return html`<div class="head"><h1>Katana: ${katana.name}</h1></div>
    <section class="card">
      <h2>API key</h2>
      <p>Tandem asks for this key on its page Settings › Connection.</p>
      <p><code class="key" id="katana-key">${key}</code> <button type="button" data-copy="${key}">Copy</button></p>
      <p class="note">
        The API answers at <code>${katana.apiUrl}</code>. Amounts here are in ${katana.currency}. Locations:
        ${katana.locations().join(", ")}.
      </p>
    </section>
    <section aria-labelledby="sales-orders">
      <h2 id="sales-orders">Sales orders</h2>
      ${live("katana-orders", salesOrders(shop, base, katana))}
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

function salesOrders(shop: Shop, base: string, katana: KatanaWindow): Content {
  const orders = katana.salesOrders();
  if (orders.length === 0)
    return html`<div class="card empty">No sales orders yet. They arrive once Tandem is active.</div>`;
  const rest = orders.length - SHOWN;
  return [
    orders.slice(0, SHOWN).map((order) => salesOrderCard(shop, base, { order, feeInTotal: katana.feeInTotal() })),
    rest > 0 ? html`<p class="note">${rest} older sales orders are not shown.</p>` : null,
  ];
}

function salesOrderCard(
  shop: Shop,
  base: string,
  { order, feeInTotal }: { readonly order: SalesOrderCard; readonly feeInTotal: boolean },
): Html {
  const fee = order.shippingFee;
  return html`<article class="card" id="so-${order.id}" aria-label="Sales order ${order.orderNo}">
    <h3 style="margin-top:0">${order.orderNo} ${salesOrderBadge(order)}</h3>
    <p class="note">
      ${order.customer} · created
      ${time(order.createdAt, shop.timezone)}${order.deliveryDate ? ` · delivery ${time(order.deliveryDate, shop.timezone)}` : ""}${
        order.customerRef ? ` · reference ${order.customerRef}` : ""
      }${order.shopifyOrderId ? ` · Shopify order id ${order.shopifyOrderId} of ${order.storeName}` : ""}
    </p>
    ${order.additionalInfo ? html`<p class="note">Additional info: ${order.additionalInfo}</p>` : null}
    ${salesOrderRows(order, (row) => rowForms(base, row))}
    <dl class="pairs">
      ${
        fee
          ? html`<dt>Shipping fee: ${fee.description || "no description"} (tax ${fee.taxRate})</dt>
              <dd>${figure(fee.amount)}</dd>`
          : null
      }
      <dt class="sum">Total with tax, as Katana says${fee && !feeInTotal ? " (without the shipping fee)" : ""}</dt>
      <dd class="sum">${money(order.total, order.currency)}</dd>
    </dl>
    ${order.deleted ? null : orderForms(base, order)}
  </article>`;
}

function rowForms(base: string, row: RowCard): Html {
  return html`<form method="post" action="${base}/rows/${row.id}/quantity" class="inline">
    <input type="number" name="quantity" min="1" value="${row.quantity}" aria-label="New quantity of ${row.name}" />
    <button type="submit">Set</button>
    <button type="submit" formaction="${base}/rows/${row.id}/remove">Remove</button>
  </form>`;
}

function orderForms(base: string, order: SalesOrderCard): Html {
  const address = `${base}/orders/${order.id}`;
  return html`<div class="head" style="margin:.8rem 0 0">
    ${order.status === "DELIVERED" ? null : html`<form method="post" action="${address}/deliver"><button type="submit" class="primary">Deliver everything</button></form>`}
    <form method="post" action="${address}/remove" data-confirm="Delete the sales order ${order.orderNo} in Katana?">
      <button type="submit">Delete</button>
    </form>
    <details class="action" style="border:0">
      <summary>Rename</summary>
      <form method="post" action="${address}/rename" class="stack">
        <label>Sales order number <input name="orderNo" value="${order.orderNo}" required /></label>
        <div><button type="submit">Rename</button></div>
      </form>
    </details>
  </div>`;
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
