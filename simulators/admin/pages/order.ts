import type { LineView, OrderView, Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import { salesOrderOf, type KatanaWindow } from "../katana-window.ts";
import { live, table } from "../layout.ts";
import { salesOrderPath } from "../sales-order-address.ts";
import { money, sentence, storeName, time } from "../words.ts";
import { whatHappened } from "./order-history.ts";
import { customerName, statusBadge } from "./orders.ts";
import { orderForms } from "./order-forms.ts";
import { salesOrderSummary } from "./sales-order.ts";

/** One order: what it says, its sales order beside it, and all that can be done with it. */
export function orderPage(shop: Shop, order: OrderView, katana: KatanaWindow | null): Html {
  return html`<div class="head">
      <h1>${order.name}</h1>
      ${live("badges", [
        statusBadge(order.financialStatus),
        " ",
        statusBadge(order.fulfillmentStatus),
        order.closedAt ? [" ", statusBadge("ARCHIVED")] : null,
        order.cancelledAt ? [" ", statusBadge("CANCELLED")] : null,
      ])}
      <p class="note" style="margin:0">
        ${time(order.createdAt, shop.timezone)} · ${customerName(order)} · ${order.source}
      </p>
      <div class="actions"><a class="button" href="/store/${storeName(shop.domain)}/orders">All orders</a></div>
    </div>
    <div class="columns">
      <div>
        <section class="card">
          <h2>Lines</h2>
          ${live("lines", [lines(order), totals(order)])}
        </section>
        <section class="card">
          <h2>Do something with it</h2>
          ${orderForms(shop, order)}
        </section>
      </div>
      <div>
        <section class="card">
          <h2>Sales order in Katana</h2>
          ${live("sales-order", salesOrder(shop, order, katana))}
        </section>
        <section class="card">
          <h2>Where it ships from</h2>
          ${live("fulfillment-orders", fulfillmentOrders(shop, order))}
        </section>
        ${whatHappened(shop, order)}
        <section class="card">
          <h2>For the curious</h2>
          <dl class="pairs">
            <dt>Order id</dt>
            <dd><code>${order.legacyId}</code></dd>
            <dt>Prices</dt>
            <dd>${order.taxesIncluded ? "include tax" : "without tax"}</dd>
            <dt>PO number</dt>
            <dd>${order.poNumber ?? "–"}</dd>
            <dt>Note</dt>
            <dd>${order.note ?? "–"}</dd>
          </dl>
        </section>
      </div>
    </div>`;
}

const lineName = (line: LineView): string => (line.variantTitle ? `${line.title} – ${line.variantTitle}` : line.title);

function lines(order: OrderView): Html {
  const columns = [
    { label: "Line" },
    { label: "Quantity", numeric: true },
    { label: "Unit price", numeric: true },
    { label: "Discount", numeric: true },
    { label: "Sent", numeric: true },
  ];
  const rows = order.lines.map((line) => [
    html`${lineName(line)}<span class="note">${line.sku ?? "no SKU"}</span>`,
    line.currentQuantity === line.quantity
      ? line.quantity
      : html`${line.currentQuantity} <span class="note">of ${line.quantity}</span>`,
    money(line.unitPrice, order.currency),
    Number(line.discount) === 0 ? "–" : money(line.discount, order.currency),
    line.fulfilledQuantity,
  ]);
  return table("Lines", columns, rows);
}

function totals(order: OrderView): Html {
  const { totals: sums, currency } = order;
  const pair = (label: string, amount: string): Content =>
    html`<dt>${label}</dt>
      <dd>${money(amount, currency)}</dd>`;
  return html`<dl class="pairs">
    ${pair("Subtotal", sums.subtotal)} ${Number(sums.discounts) === 0 ? null : pair("Discounts", sums.discounts)}
    ${order.shippingLines.map((line) => pair(line.title, line.price))}
    ${pair(order.taxesIncluded ? "Tax (included)" : "Tax", sums.tax)}
    <dt class="sum">Total</dt>
    <dd class="sum">${money(sums.total, currency)}</dd>
    ${Number(sums.refunded) === 0 ? null : pair("Refunded", sums.refunded)}
    ${Number(sums.outstanding) === 0 ? null : pair("Still to pay", sums.outstanding)}
  </dl>`;
}

function salesOrder(shop: Shop, order: OrderView, katana: KatanaWindow | null): Content {
  const found = katana ? salesOrderOf(katana, shop.domain, order.legacyId) : undefined;
  if (!found) return html`<p class="note">There is none yet. Tandem tells why under Activity.</p>`;
  const address = salesOrderPath(storeName(shop.domain), found.id);
  return html`${salesOrderSummary(found)}
    <p><a href="${address}">Open in Katana</a></p>`;
}

function fulfillmentOrders(shop: Shop, order: OrderView): Content {
  if (order.fulfillmentOrders.length === 0) return html`<p class="note">Shopify has not decided yet.</p>`;
  return order.fulfillmentOrders.map(
    (one) =>
      html`<p>
        <strong>${one.locationName}</strong> ${statusBadge(one.status)}
        <span class="note"
          >${one.lines.reduce((sum, { remaining }) => sum + remaining, 0)} still to
          go${
            one.fulfillAt && one.status === "SCHEDULED" ? `, from ${time(one.fulfillAt, shop.timezone)}` : ""
          }${one.holds.length > 0 ? `, held: ${one.holds.map(({ reason }) => sentence(reason)).join(", ")}` : ""}</span
        >
      </p>`,
  );
}
