import type { OrderView, Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import { salesOrderOf, type KatanaWindow } from "../katana-window.ts";
import { badge, live, table, type Tone } from "../layout.ts";
import { salesOrderPath } from "../sales-order-address.ts";
import { money, sentence, storeName, time } from "../words.ts";

const tones: Readonly<Record<string, Tone>> = {
  PAID: "good",
  FULFILLED: "good",
  PENDING: "warn",
  AUTHORIZED: "warn",
  PARTIALLY_PAID: "warn",
  UNFULFILLED: "warn",
  PARTIALLY_FULFILLED: "warn",
  ON_HOLD: "bad",
  VOIDED: "bad",
  EXPIRED: "bad",
};

export const statusBadge = (status: string): Html => badge(sentence(status), tones[status] ?? "quiet");

export const orderAddress = (shop: Shop, order: OrderView): string =>
  `/store/${storeName(shop.domain)}/orders/${order.legacyId}`;

export const customerName = (order: OrderView): string => order.customer?.displayName ?? order.email ?? "No customer";

const SHOWN = 50;

export function ordersPage(shop: Shop, katana: KatanaWindow | null, deliveries: Html): Html {
  const base = `/store/${storeName(shop.domain)}`;
  return html`<div class="head">
      <h1>Orders</h1>
      <div class="actions">
        <form method="post" action="${base}/orders/example"><button type="submit">Place an example order</button></form>
        <a class="button primary" href="${base}/orders/new">Create order</a>
      </div>
    </div>
    <section class="card" aria-label="Orders">${live("orders", orderTable(shop, katana))}</section>
    <section class="card">
      <h2>Webhooks that just left</h2>
      ${deliveries}
      <p><a href="${base}/webhooks">All webhooks</a></p>
    </section>`;
}

function orderTable(shop: Shop, katana: KatanaWindow | null): Content {
  const orders = shop
    .orders()
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt) || other.name.localeCompare(one.name));
  if (orders.length === 0) {
    return html`<p class="empty">
      No orders yet. Create one, and it appears here; once Tandem is active, its Katana sales order appears beside it.
    </p>`;
  }
  const columns = [
    { label: "Order" },
    { label: "Date" },
    { label: "Customer" },
    { label: "Total", numeric: true },
    { label: "Payment" },
    { label: "Fulfillment" },
    { label: "In Katana" },
  ];
  const rows = orders.slice(0, SHOWN).map((order) => [
    html`<a href="${orderAddress(shop, order)}"><strong>${order.name}</strong></a
      >${archivedNote(order)}`,
    time(order.createdAt, shop.timezone),
    customerName(order),
    money(order.totals.total, order.currency),
    statusBadge(order.financialStatus),
    statusBadge(order.fulfillmentStatus),
    katanaCell(shop, katana, order),
  ]);
  const rest = orders.length - SHOWN;
  return [
    table("Orders", columns, rows),
    rest > 0 ? html`<p class="note">${rest} older orders are not shown.</p>` : null,
  ];
}

function archivedNote(order: OrderView): Content {
  if (order.cancelledAt) return html`<span class="note">Cancelled</span>`;
  return order.closedAt ? html`<span class="note">Archived</span>` : null;
}

function katanaCell(shop: Shop, katana: KatanaWindow | null, order: OrderView): Content {
  const found = katana ? salesOrderOf(katana, shop.domain, order.legacyId) : undefined;
  if (!found) return html`<span class="note">–</span>`;
  const address = salesOrderPath(storeName(shop.domain), found.id);
  if (found.deleted) return html`<a href="${address}">${found.orderNo}</a> ${badge("Deleted", "bad")}`;
  return html`<a href="${address}">${found.orderNo}</a>
    ${badge(sentence(found.status), found.status === "DELIVERED" ? "good" : "busy")}`;
}
