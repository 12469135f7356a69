import { html, type Content, type Html } from "./html.ts";
import { storeName } from "./words.ts";

export interface AppEntry {
  readonly clientId: string;
  readonly name: string;
}

export interface PageFrame {
  readonly title: string;
  /** Domain of the shop, or null on pages of no shop. */
  readonly shop: { readonly domain: string; readonly name: string } | null;
  readonly app: AppEntry;
  /** Address of the menu entry that is open. */
  readonly current: string;
  readonly said: Flash | null;
  /** Fills the whole window below the top bar: the app's frame. */
  readonly wide?: boolean;
}

export interface Flash {
  readonly tone: "good" | "bad";
  readonly text: string;
}

function entry(href: string, label: Content, current: string): Html {
  return html`<li><a href="${href}" ${href === current ? html`aria-current="page"` : null}>${label}</a></li>`;
}

function menu({ shop, app, current }: PageFrame): Html | null {
  if (!shop) return null;
  const base = `/store/${storeName(shop.domain)}`;
  const appAddress = `${base}/apps/${app.clientId}`;
  return html`<nav class="menu" id="menu" aria-label="Admin">
    <ul>
      ${entry(`${base}/orders`, "Orders", current)} ${entry(`${base}/products`, "Products", current)}
      ${entry(`${base}/webhooks`, "Webhooks", current)} ${entry(`${base}/troubles`, "Troubles", current)}
    </ul>
    <h2>Apps</h2>
    <ul>
      ${entry(appAddress, app.name, current)}
    </ul>
    <ul class="app-menu" id="app-menu" aria-label="Pages of ${app.name}" hidden></ul>
    <h2>Elsewhere</h2>
    <ul>
      ${entry(`${base}/katana`, "Katana (simulated)", current)}
    </ul>
  </nav>`;
}

/** A whole page of the simulated admin. */
export function layout(frame: PageFrame, content: Html): string {
  const { shop, said } = frame;
  return (
    "<!doctype html>" +
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${frame.title}${shop ? ` · ${shop.name}` : ""} · Simulated admin</title>
        <link rel="icon" href="/admin-assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/admin-assets/admin.css" />
        <script src="/admin-assets/admin.js" defer></script>
      </head>
      <body class="${frame.wide ? "wide" : ""}">
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top" id="top">
          ${shop ? html`<button type="button" class="menu-button" id="menu-button" aria-expanded="false" aria-controls="menu">Menu</button>` : null}
          <a class="brand" href="/">${shop?.name ?? "Simulated admin"}</a>
          <span class="hint">Simulated Shopify admin</span>
          <div id="save-bar" class="save-bar" role="region" aria-label="Unsaved changes" hidden>
            <span>Unsaved changes</span>
            <button type="button" data-press="discard">Discard</button>
            <button type="button" data-press="save" class="primary">Save</button>
          </div>
        </header>
        <div class="below">
          ${menu(frame)}
          <main id="main" tabindex="-1">
            ${said ? html`<p class="said ${said.tone}" role="${said.tone === "bad" ? "alert" : "status"}">${said.text}</p>` : null}
            ${content}
          </main>
        </div>
      </body>
    </html>`.html
  );
}

/** A part that the page's script renews by itself. */
export const live = (id: string, content: Content): Html => html`<div data-live id="${id}">${content}</div>`;

export type Tone = "good" | "busy" | "warn" | "bad" | "quiet";

export const badge = (text: string, tone: Tone = "quiet"): Html => html`<span class="badge ${tone}">${text}</span>`;

export interface Column {
  readonly label: string;
  readonly numeric?: boolean;
}

/** On a narrow screen each row becomes a card that repeats the column names. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Content[])[]): Html {
  const cell = (content: Content, index: number): Html =>
    html`<td data-label="${columns[index]?.label}" ${columns[index]?.numeric ? html`class="number"` : null}>
      <div>${content}</div>
    </td>`;
  return html`<table>
    <caption class="unseen">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map(({ label, numeric }) => html`<th scope="col" ${numeric ? html`class="number"` : null}>${label}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map(cell)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
