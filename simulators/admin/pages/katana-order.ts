import type { Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import type { KatanaWindow, SalesOrderCard } from "../katana-window.ts";
import { live } from "../layout.ts";
import { money, storeName, time } from "../words.ts";
import { fulfillmentForms, returnForms, salesOrderForms } from "./katana-order-forms.ts";
import { figure, invoicingBadge, salesOrderBadge, salesOrderRows } from "./sales-order.ts";

interface Shown {
  readonly katana: KatanaWindow;
  readonly order: SalesOrderCard;
}

/** One sales order as Katana has it, and all that a person may do with it there. */
export function katanaOrderPage(shop: Shop, { katana, order }: Shown): Html {
  const store = `/store/${storeName(shop.domain)}`;
  const fromHere = order.shopifyOrderId !== null && order.storeName === shop.domain;
  return html`<div class="head">
      <h1>${order.orderNo}</h1>
      ${live("katana-badges", [salesOrderBadge(order), " ", invoicingBadge(order)])}
      <p class="note" style="margin:0">Sales order in Katana · ${order.customer}</p>
      <div class="actions">
        ${fromHere ? html`<a class="button" href="${store}/orders/${order.shopifyOrderId}">Order in Shopify</a>` : null}
        <a class="button" href="${store}/katana">All sales orders</a>
      </div>
    </div>
    <section class="card">
      <h2>Rows</h2>
      ${live("katana-rows", [salesOrderRows(order), totals(order, katana.feeInTotal())])}
    </section>
    ${
      order.fulfillments.length === 0
        ? null
        : html`<section class="card">
            <h2>Fulfillments</h2>
            ${fulfillmentForms(store, order)}
          </section>`
    }
    ${
      order.returns.length === 0
        ? null
        : html`<section class="card">
            <h2>Returns</h2>
            ${returnForms(store, order)}
          </section>`
    }
    <section class="card">
      <h2>Do something with it in Katana</h2>
      ${order.deleted ? html`<p class="note">It was deleted.</p>` : salesOrderForms(store, katana, order)}
    </section>
    <section class="card">
      <h2>For the curious</h2>
      ${curious(shop, order)}
    </section>`;
}

function totals(order: SalesOrderCard, feeInTotal: boolean): Content {
  const fee = order.shippingFee;
  return html`<dl class="pairs">
    ${
      fee
        ? html`<dt>Shipping fee: ${fee.description || "no description"} (tax ${fee.taxRate})</dt>
            <dd>${figure(fee.amount)}</dd>`
        : null
    }
    <dt class="sum">Total with tax, as Katana says${fee && !feeInTotal ? " (without the shipping fee)" : ""}</dt>
    <dd class="sum">${money(order.total, order.currency)}</dd>
  </dl>`;
}

function curious(shop: Shop, order: SalesOrderCard): Html {
  const pairs: readonly (readonly [string, Content])[] = [
    ["Created", time(order.createdAt, shop.timezone)],
    ["Delivery", order.deliveryDate ? time(order.deliveryDate, shop.timezone) : "–"],
    ["Customer reference", order.customerRef || "–"],
    ["Additional info", order.additionalInfo || "–"],
    ["Shopify order id", order.shopifyOrderId ? `${order.shopifyOrderId} of ${order.storeName ?? "?"}` : "–"],
  ];
  return html`<dl class="pairs">
    ${pairs.map(
      ([label, content]) =>
        html`<dt>${label}</dt>
          <dd>${content}</dd>`,
    )}
  </dl>`;
}
