import type { Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import { storeName } from "../words.ts";

export interface TroublesView {
  readonly knobs: {
    readonly delayMs: number;
    readonly duplicate: number;
    readonly shuffle: boolean;
    readonly paused: boolean;
  };
  /** In words, what Katana will do wrong next. */
  readonly planned: readonly string[];
}

/** What may go wrong between the systems, to be switched on and watched. */
export function troublesPage(shop: Shop, { knobs, planned }: TroublesView): Html {
  const base = `/store/${storeName(shop.domain)}/troubles`;
  const one = (action: string, label: string, note: Content): Html =>
    html`<form method="post" action="${base}/${action}">
      <button type="submit">${label}</button>
      <p class="note" style="margin:.3rem 0 0">${note}</p>
    </form>`;
  return html`<div class="head"><h1>Troubles</h1></div>
    <p class="note">Make the outside world misbehave, then place an order and watch what becomes of it.</p>
    <section class="card">
      <h2>Shopify’s webhooks</h2>
      <form method="post" action="${base}/webhooks" class="stack">
        <div class="fields">
          <label
            >Late by (seconds)
            <input type="number" name="delaySeconds" min="0" max="600" value="${knobs.delayMs / 1000}"
          /></label>
          <label
            >Sent twice
            <select name="duplicate">
              ${[
                ["0", "never"],
                ["0.3", "sometimes"],
                ["1", "always"],
              ].map(
                ([value, words]) =>
                  html`<option value="${value}" ${Number(value) === knobs.duplicate ? html`selected` : null}>
                    ${words}
                  </option>`,
              )}
            </select></label
          >
        </div>
        <label class="check"
          ><input type="checkbox" name="shuffle" value="1" ${knobs.shuffle ? html`checked` : null} /> In random
          order</label
        >
        <label class="check"
          ><input type="checkbox" name="paused" value="1" ${knobs.paused ? html`checked` : null} /> Hold everything back
          until this is unticked</label
        >
        <div><button type="submit" class="primary">Save</button></div>
      </form>
      <div class="stack" style="margin-top:1rem">
        ${one("lose", "Lose the next webhook", "It never leaves. The app finds the order by its own sweep, within five minutes.")}
      </div>
    </section>
    <section class="card">
      <h2>Shopify itself</h2>
      <form method="post" action="${base}/routing" class="stack">
        <div class="fields">
          <label
            >Seconds until an order knows where it ships from
            <input
              type="number"
              name="routingSeconds"
              min="0"
              max="600"
              step="any"
              value="${shop.settings.routingDelayMs / 1000}"
          /></label>
        </div>
        <div><button type="submit">Save</button></div>
      </form>
    </section>
    <section class="card">
      <h2>Katana</h2>
      <div class="stack">
        ${one("katana/fail", "Answer the next sales order with 500", "The order is not made; the app tries again later.")}
        ${one("katana/time-out", "Make the next sales order, but never answer", "The hard case: the order exists, and the app cannot know. It must not make a second one.")}
        ${one("katana/late", "Make the next sales order 30 seconds late", "Nobody answers, and the order appears after a while.")}
        ${one("katana/rate-limit", "Refuse the next 5 requests with 429", "Too many requests: the app waits and goes on.")}
        ${one("katana/down", "Be down (503) until cleared", "All requests fail.")}
      </div>
      ${
        planned.length === 0
          ? html`<p class="note" style="margin-top:1rem">Nothing is planned to go wrong.</p>`
          : html`<h3>Planned</h3>
              <ul>
                ${planned.map((words) => html`<li>${words}</li>`)}
              </ul>
              ${one("katana/clear", "Clear all that is planned", "")}`
      }
    </section>`;
}
