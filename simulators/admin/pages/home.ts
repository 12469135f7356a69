import type { Shop } from "../../shopify/control.ts";
import { html, type Html } from "../html.ts";
import type { AppEntry } from "../layout.ts";
import { storeName } from "../words.ts";

/** Where the one address leads: what this is, and how to begin. */
export function homePage(shops: readonly Shop[], app: AppEntry): Html {
  return html`<div class="head"><h1>A Shopify admin and a Katana account, both simulated</h1></div>
    <section class="card">
      <p>
        Nothing here leaves this machine. The app ${app.name} is the real one: it receives signed webhooks, speaks
        GraphQL and REST, and cannot tell the difference.
      </p>
      <ol>
        <li>Open a store and choose <strong>${app.name}</strong> under Apps to install it.</li>
        <li>Copy the API key from <strong>Katana (simulated)</strong> and connect it in the app.</li>
        <li>Match locations, look at the Orders settings, activate.</li>
        <li>Create an order and watch it arrive in Katana.</li>
      </ol>
    </section>
    ${shops.map(
      (shop) =>
        html`<section class="card">
          <h2>${shop.name}</h2>
          <p class="note">
            ${shop.domain} · ${shop.currency} · ${shop.orders().length} orders ·
            ${shop.installation.installed() ? `${app.name} is installed` : `${app.name} is not installed`}
          </p>
          <a class="button primary" href="/store/${storeName(shop.domain)}">Open the store</a>
          <a class="button" href="/store/${storeName(shop.domain)}/apps/${app.clientId}"
            >${shop.installation.installed() ? `Open ${app.name}` : `Install ${app.name}`}</a
          >
        </section>`,
    )}`;
}
