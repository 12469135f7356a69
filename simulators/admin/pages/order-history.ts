import type { OrderView, ReturnView, Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import { money, time } from "../words.ts";
import { orderAddress, statusBadge } from "./orders.ts";

interface Of {
  readonly address: string;
  readonly order: OrderView;
}

const units = (entries: readonly { readonly quantity: number }[]): number =>
  entries.reduce((sum, { quantity }) => sum + quantity, 0);

const button = ({ address }: Of, action: string, { name, id, label }: Record<"name" | "id" | "label", string>): Html =>
  html`<form method="post" action="${address}/${action}" style="display:inline">
    <input type="hidden" name="${name}" value="${id}" /><button type="submit">${label}</button>
  </form>`;

/** Fulfillments, refunds and returns of an order, each with what can be done with it. */
export function whatHappened(shop: Shop, order: OrderView): Content {
  const { fulfillments, refunds, returns } = order;
  if (fulfillments.length + refunds.length + returns.length === 0) return null;
  const of: Of = { address: orderAddress(shop, order), order };
  return html`<section class="card">
    <h2>What happened</h2>
    ${fulfillments.map(
      (one) =>
        html`<p>
          <strong>${one.name}</strong> ${statusBadge(one.status)}
          <span class="note"
            >${units(one.lines)} sent,
            ${time(one.createdAt, shop.timezone)}${one.tracking.map(({ number }) => (number ? ` · ${number}` : ""))}</span
          >
          ${one.status === "SUCCESS" ? button(of, "cancel-fulfillment", { name: "fulfillment", id: one.id, label: "Cancel it" }) : null}
        </p>`,
    )}
    ${refunds.map((one) => html`<p><strong>Refund of ${money(one.amount, order.currency)}</strong> <span class="note">${time(one.createdAt, shop.timezone)}</span></p>`)}
    ${returns.map((one) => returnEntry(of, one))}
  </section>`;
}

function returnEntry(of: Of, one: ReturnView): Html {
  const act = (action: string, label: string): Content => [
    button(of, action, { name: "return", id: one.id, label }),
    " ",
  ];
  return html`<div>
    <p>
      <strong>Return ${one.name}</strong> ${statusBadge(one.status)} <span class="note">${units(one.lines)} units</span>
      ${one.status === "REQUESTED" ? [act("approve-return", "Approve"), act("decline-return", "Decline")] : null}
      ${one.status === "OPEN" ? [act("process-return", "All came back"), act("close-return", "Close"), act("cancel-return", "Cancel return")] : null}
      ${one.status === "CLOSED" ? act("reopen-return", "Reopen") : null}
    </p>
    ${one.status === "OPEN" ? someCameBack(of, one) : null}
  </div>`;
}

function someCameBack({ address, order }: Of, one: ReturnView): Html {
  const titleOf = (lineId: string): string => order.lines.find(({ id }) => id === lineId)?.title ?? "?";
  return html`<details class="action">
    <summary>Some of it came back</summary>
    <form method="post" action="${address}/process-return" class="stack">
      <input type="hidden" name="return" value="${one.id}" />
      <div class="fields">
        ${one.lines.map(
          (line) =>
            html`<label
              >${titleOf(line.lineId)}
              <input
                type="number"
                name="back:${line.id}"
                min="0"
                max="${line.quantity - line.processedQuantity}"
                value="${line.quantity - line.processedQuantity}"
            /></label>`,
        )}
        <label
          >What became of it
          <select name="disposition">
            <option value="RESTOCKED">In stock again</option>
            <option value="NOT_RESTOCKED">Came back, not restocked</option>
            <option value="MISSING">Did not come back</option>
          </select></label
        >
      </div>
      <label class="check"><input type="checkbox" name="refund" value="1" /> Refund it</label>
      <div><button type="submit" class="primary">Process</button></div>
    </form>
  </details>`;
}
