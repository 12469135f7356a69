import { html, type Content, type Html } from "../html.ts";
import type { Choice, KatanaWindow, RowCard, SalesOrderCard } from "../katana-window.ts";
import { badge } from "../layout.ts";
import { sentence } from "../words.ts";
import { figure, invoicingChoices } from "./sales-order.ts";

type Options = readonly (readonly [value: string, words: string])[];

const constants = (values: readonly string[]): Options => values.map((value) => [value, sentence(value)]);

const options = (choices: Options, chosen = ""): Content =>
  choices.map(
    ([value, words]) => html`<option value="${value}" ${value === chosen ? html`selected` : null}>${words}</option>`,
  );

const named = (choices: readonly Choice[]): Options => choices.map(({ id, name }) => [String(id), name]);

const hidden = (name: string, value: number): Html => html`<input type="hidden" name="${name}" value="${value}" />`;

const addressOf = (store: string, order: SalesOrderCard): string => `${store}/katana/orders/${order.id}`;

function createForms(address: string) {
  return {
    section: (action: string, title: string, content: Content): Html =>
      html`<details class="action">
        <summary>${title}</summary>
        <form method="post" action="${address}/${action}" class="stack">${content}</form>
      </details>`,
    button: (action: string, content: Content, label: string): Html =>
      html`<form method="post" action="${address}/${action}" class="inline">
        ${content}<button type="submit">${label}</button>
      </form>`,
    /** A choice that is taken with the button beside it. */
    choice: (
      action: string,
      content: Content,
      { label, choices, chosen }: { readonly label: string; readonly choices: Options; readonly chosen: string },
    ): Html =>
      html`<form method="post" action="${address}/${action}" class="inline">
        ${content}<select name="status" aria-label="${label}">
          ${options(choices, chosen)}
        </select>
        <button type="submit">Set</button>
      </form>`,
  };
}

/** What a person may do with a sales order that is there. */
export function salesOrderForms(store: string, katana: KatanaWindow, order: SalesOrderCard): Content {
  const address = addressOf(store, order);
  const forms = createForms(address);
  const left = order.rows.filter((row) => row.left > 0);
  return html`<div class="head">
      ${left.length > 0 ? forms.button("deliver-everything", null, "Deliver everything") : null}
      ${forms.choice("invoice", null, { label: "Invoicing", choices: invoicingChoices, chosen: order.invoicing })}
      <form method="post" action="${address}/remove" data-confirm="Delete the sales order ${order.orderNo} in Katana?">
        <button type="submit" class="critical">Delete</button>
      </form>
    </div>
    ${left.length > 0 ? shipForm(address, left) : null} ${order.rows.map((row) => rowForms(address, katana, row))}
    ${forms.section("add-row", "Add a row", [
      html`<div class="fields">
        <label
          >Item
          <select name="variant">
            ${options(named(katana.variants()))}
          </select></label
        >
        <label>Quantity <input type="number" name="quantity" min="1" value="1" /></label>
      </div>`,
      html`<div><button type="submit" class="primary">Add row</button></div>`,
    ])}
    ${forms.section("rename", "Rename", [
      html`<label>Sales order number <input name="orderNo" value="${order.orderNo}" required /></label>`,
      html`<div><button type="submit">Rename</button></div>`,
    ])}`;
}

function shipForm(address: string, rows: readonly RowCard[]): Html {
  return createForms(address).section("pack", "Pack or deliver", [
    html`<div class="fields">
        ${rows.map(
          (row) =>
            html`<label
              >${row.name} <input type="number" name="quantity:${row.id}" min="0" max="${row.left}" value="${row.left}"
            /></label>`,
        )}
      </div>
      <div class="fields">
        <label>Tracking number <input name="trackingNumber" /></label>
        <label>Carrier <input name="trackingCarrier" /></label>
      </div>
      <div class="head" style="margin:0">
        <button type="submit" class="primary">Pack</button>
        <button type="submit" class="primary" formaction="${address}/deliver">Deliver</button>
      </div>`,
  ]);
}

function rowForms(address: string, katana: KatanaWindow, row: RowCard): Html {
  const forms = createForms(address);
  const places = katana.locations().filter(({ id, sells }) => sells || id === row.locationId);
  return html`<details class="action">
    <summary>Change the row of ${row.name}</summary>
    <form method="post" action="${address}/edit-row" class="stack">
      ${hidden("row", row.id)}
      <div class="fields">
        <label>Quantity <input type="number" name="quantity" min="1" value="${row.quantity}" /></label>
        <label>Price, no tax <input name="price" inputmode="decimal" value="${figure(row.pricePerUnit)}" /></label>
        <label
          >Location
          <select name="location">
            ${options(named(places), String(row.locationId))}
          </select></label
        >
      </div>
      <div class="head" style="margin:0">
        <button type="submit" class="primary">Save row</button>
        <button type="submit" formaction="${address}/delete-row">Delete row</button>
        ${row.manufacturingOrder ? null : html`<button type="submit" formaction="${address}/make-to-order">Make to order</button>`}
      </div>
    </form>
    ${row.manufacturingOrder ? manufacturing(forms, row) : null}
  </details>`;
}

function manufacturing(forms: ReturnType<typeof createForms>, row: RowCard): Html {
  const { manufacturingOrder: made } = row;
  return html`<h3>Manufacturing order ${made?.orderNo}</h3>
    <div class="head" style="margin:0">
      ${forms.choice("manufacturing-status", hidden("row", row.id), {
        label: `Status of the manufacturing order of ${row.name}`,
        choices: constants(["NOT_STARTED", "BLOCKED", "IN_PROGRESS", "PARTIALLY_COMPLETED", "DONE"]),
        chosen: made?.status ?? "",
      })}
      ${forms.button("unlink", hidden("row", row.id), "Unlink")}
    </div>`;
}

/** Each thing with its state, what is in it, and what can be done with it. */
const entry = (title: Content, note: string, actions: Content): Html =>
  html`<div>
    <p style="margin:0">${title} <span class="note">${note}</span></p>
    <div class="head">${actions}</div>
  </div>`;

export function fulfillmentForms(store: string, order: SalesOrderCard): Content {
  const forms = createForms(addressOf(store, order));
  return order.fulfillments.map(({ id, status, contents, tracking }) =>
    entry(
      badge(sentence(status), status === "DELIVERED" ? "good" : "busy"),
      [...contents, tracking].filter(Boolean).join(" · "),
      [
        forms.choice("fulfillment-status", hidden("fulfillment", id), {
          label: `Status of the fulfillment of ${contents.join(", ")}`,
          choices: constants(["PACKED", "DELIVERED"]),
          chosen: status,
        }),
        forms.button("delete-fulfillment", hidden("fulfillment", id), "Undo it"),
      ],
    ),
  );
}

export function returnForms(store: string, order: SalesOrderCard): Content {
  const forms = createForms(addressOf(store, order));
  return order.returns.map(({ id, orderNo, status, contents }) =>
    entry(
      [html`<strong>${orderNo}</strong> `, badge(sentence(status), status === "NOT_RETURNED" ? "busy" : "good")],
      contents.join(" · "),
      [
        forms.choice("return-status", hidden("return", id), {
          label: `Status of the return ${orderNo}`,
          choices: constants(["NOT_RETURNED", "RETURNED_ALL", "RESTOCKED_ALL"]),
          chosen: status,
        }),
        forms.button("delete-return", hidden("return", id), "Delete it"),
      ],
    ),
  );
}
