import type { Deliveries, Delivery } from "../../kit/deliveries.ts";
import type { Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import { badge, live, table } from "../layout.ts";
import { clockTime } from "../words.ts";

const SHOWN = 100;

export function webhooksPage(shop: Shop, fromShopify: Deliveries, fromKatana: Deliveries | null): Html {
  return html`<div class="head"><h1>Webhooks</h1></div>
    <p class="note">
      Each change here tells the app about itself. A webhook is only a hint: lose, double or shuffle them under
      Troubles, and see that it makes no difference.
    </p>
    <section class="card">
      <h2>From Shopify to the app</h2>
      ${live("webhooks", deliveryTable(shop, fromShopify, SHOWN))}
    </section>
    ${
      fromKatana
        ? html`<section class="card">
            <h2>From Katana to the app</h2>
            ${live("katana-webhooks", deliveryTable(shop, fromKatana, 30))}
          </section>`
        : null
    }`;
}

/** The last deliveries, newest first; renews itself. */
export const lastDeliveries = (shop: Shop, deliveries: Deliveries): Html =>
  live("last-webhooks", deliveryTable(shop, deliveries, 6));

function deliveryTable(shop: Shop, deliveries: Deliveries, most: number): Content {
  const shown = deliveries
    .log()
    .filter((delivery) => belongsTo(shop, delivery))
    .slice(-most)
    .toReversed();
  if (shown.length === 0) return html`<p class="note">None yet.</p>`;
  const rows = shown.map((delivery) => [
    html`${delivery.topic}${delivery.duplicate ? html` <span class="note">a second time</span>` : null}`,
    clockTime(delivery.sentAt, shop.timezone),
    state(delivery),
    delivery.attempts.length,
    lastAnswer(delivery),
  ]);
  return table(
    "Webhooks",
    [
      { label: "Topic" },
      { label: "When" },
      { label: "State" },
      { label: "Attempts", numeric: true },
      { label: "Last answer" },
    ],
    rows,
  );
}

function belongsTo(shop: Shop, { headers }: Delivery): boolean {
  const domain = Object.entries(headers).find(([name]) => name.toLowerCase() === "x-shopify-shop-domain")?.[1];
  return domain === undefined || domain === shop.domain;
}

function state({ state: reached, attempts }: Delivery): Html {
  switch (reached) {
    case "delivered":
      return badge("Delivered", "good");
    case "lost":
      return badge("Lost on purpose", "warn");
    case "given-up":
      return badge("Given up", "bad");
    case "waiting":
      return attempts.length === 0 ? badge("On its way", "busy") : badge("Will be tried again", "warn");
  }
}

function lastAnswer({ attempts }: Delivery): Content {
  const last = attempts.at(-1);
  if (!last) return "–";
  return last.status === null ? (last.error ?? "no answer") : `${last.status} in ${Math.round(last.durationMs)} ms`;
}
