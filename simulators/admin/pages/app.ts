import type { Shop } from "../../shopify/control.ts";
import { html, type Html } from "../html.ts";
import type { AppEntry } from "../layout.ts";
import { scopeSentence, storeName } from "../words.ts";

const appBase = (shop: Shop, app: AppEntry): string => `/store/${storeName(shop.domain)}/apps/${app.clientId}`;

/** Before the app may open: what it asks for. Shown at the install, and again when it asks for more. */
export function installPage(shop: Shop, app: AppEntry): Html {
  const { installation } = shop;
  const again = installation.installed();
  const missing = installation.missingScopes();
  return html`<div class="head"><h1>${again ? `${app.name} asks for more` : `Install ${app.name}`}</h1></div>
    <section class="card">
      <p>
        ${again ? html`${app.name} was updated and needs your consent before it opens.` : html`You are about to install <strong>${app.name}</strong> in ${shop.name}.`}
        It will be able to:
      </p>
      <ul class="scopes">
        ${missing.map(
          (scope) =>
            html`<li>
              ${scopeSentence(scope)} <span class="note"><code>${scope}</code></span>
            </li>`,
        )}
      </ul>
      <form method="post" action="${appBase(shop, app)}/install">
        <button type="submit" class="primary">${again ? "Update" : "Install"}</button>
      </form>
    </section>`;
}

interface FramedApp {
  /** Origin of the app as the browser sees it. */
  readonly origin: string;
  /** What the frame opens. */
  readonly address: string;
  /** Path inside the app, without what belongs to this visit only. */
  readonly path: string;
}

/** The app inside the admin. The page's script sets the frame's address once it listens to what the app says. */
export function framedAppPage(shop: Shop, app: AppEntry, framed: FramedApp): Html {
  const base = appBase(shop, app);
  return html`<div class="app-page">
    <div class="app-top">
      <h1 id="app-title" data-name="${app.name}">${app.name}</h1>
      <div class="actions">
        <div class="actions" id="app-actions"></div>
        <form method="post" action="${base}/uninstall" data-confirm="Uninstall ${app.name} from ${shop.name}?">
          <button type="submit">Uninstall</button>
        </form>
      </div>
    </div>
    <iframe
      id="app-frame"
      title="${app.name}"
      data-src="${framed.address}"
      data-origin="${framed.origin}"
      data-base="${base}"
      data-path="${framed.path}"
      allow="clipboard-write"
    ></iframe>
  </div>`;
}
