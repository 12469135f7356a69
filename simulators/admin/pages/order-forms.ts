import type { LineView, OrderView, Shop } from "../../shopify/control.ts";
import { html, type Content, type Html } from "../html.ts";
import { orderAddress } from "./orders.ts";

/** Everything that can be done with an order as it stands. */
export function orderForms(shop: Shop, order: OrderView): Content {
  const forms = createForms(shop, order);
  const open = order.cancelledAt === null;
  const unsent = order.lines.filter((line) => line.unfulfilledQuantity > 0);
  const sent = order.lines.filter((line) => line.fulfilledQuantity > 0);
  const left = order.lines.filter((line) => line.currentQuantity > 0);
  const onHold = order.fulfillmentOrders.some(({ holds }) => holds.length > 0);
  const owes = Number(order.totals.outstanding) > 0 || order.financialStatus === "PENDING";
  return html`<div class="head">
      ${open && owes && order.financialStatus !== "AUTHORIZED" ? forms.button("mark-as-paid", "Mark as paid") : null}
      ${order.financialStatus === "AUTHORIZED" ? [forms.button("capture", "Capture payment"), forms.button("void", "Void authorization")] : null}
      ${order.closedAt ? forms.button("unarchive", "Unarchive") : forms.button("archive", "Archive")}
      ${open && unsent.length > 0 ? (onHold ? forms.button("release-hold", "Release hold") : forms.button("hold", "Put on hold")) : null}
    </div>
    ${open && unsent.length > 0 ? forms.fulfil(unsent) : null} ${open ? forms.edit() : null}
    ${open && unsent.length > 0 ? forms.move() : null} ${sent.length > 0 ? forms.openReturn(sent) : null}
    ${left.length > 0 ? forms.refund(left) : null} ${forms.notes()} ${open ? forms.cancel() : null}`;
}

const name = (line: LineView): string => (line.variantTitle ? `${line.title} – ${line.variantTitle}` : line.title);

function quantityFields(
  lines: readonly LineView[],
  given: (line: LineView) => number,
  most?: (line: LineView) => number,
): Html {
  return html`<div class="fields">
    ${lines.map(
      (line) =>
        html`<label
          >${name(line)}
          <input
            type="number"
            name="quantity:${line.id}"
            min="0"
            ${most ? html`max="${most(line)}"` : null}
            value="${given(line)}"
        /></label>`,
    )}
  </div>`;
}

function options(choices: readonly (readonly [string, string])[]): Content {
  return choices.map(([value, words]) => html`<option value="${value}">${words}</option>`);
}

function createForms(shop: Shop, order: OrderView) {
  const address = orderAddress(shop, order);
  const form = (action: string, title: string, content: Content, submit: Html): Html =>
    html`<details class="action">
      <summary>${title}</summary>
      <form method="post" action="${address}/${action}" class="stack">
        ${content}
        <div>${submit}</div>
      </form>
    </details>`;
  const submit = (label: string, tone = ""): Html => html`<button type="submit" class="${tone}">${label}</button>`;

  return {
    button: (action: string, label: string): Html =>
      html`<form method="post" action="${address}/${action}"><button type="submit">${label}</button></form>`,
    fulfil: (lines: readonly LineView[]): Html =>
      form(
        "fulfil",
        "Fulfil",
        [
          quantityFields(
            lines,
            (line) => line.unfulfilledQuantity,
            (line) => line.unfulfilledQuantity,
          ),
          html`<div class="fields">
            <label>Tracking number <input name="trackingNumber" /></label>
            <label>Carrier <input name="trackingCompany" /></label>
          </div>`,
        ],
        submit("Fulfil", "primary"),
      ),
    edit(): Html {
      const variants = shop
        .products()
        .flatMap((product) =>
          product.variants.map((variant): readonly [string, string] => [
            variant.id,
            product.variants.length > 1 ? `${product.title} – ${variant.title}` : product.title,
          ]),
        );
      return form(
        "edit",
        "Edit lines",
        [
          html`<p class="note">0 removes a line.</p>`,
          quantityFields(order.lines, (line) => line.currentQuantity),
          html`<div class="fields">
              <label
                >Add a product
                <select name="addVariant">
                  ${options([["", "None"], ...variants])}
                </select></label
              >
              <label>Its quantity <input type="number" name="addQuantity" min="1" value="1" /></label>
            </div>
            <div class="fields">
              <label>Add shipping called <input name="shippingTitle" /></label>
              <label>Its price <input name="shippingPrice" inputmode="decimal" placeholder="0.00" /></label>
            </div>`,
        ],
        submit("Save edit", "primary"),
      );
    },
    move(): Html {
      const open = order.fulfillmentOrders.filter(
        ({ status }) => status === "OPEN" || status === "SCHEDULED" || status === "ON_HOLD",
      );
      return form(
        "move",
        "Ship from another location",
        html`<div class="fields">
          <label
            >What
            <select name="fulfillmentOrder">
              ${options(open.map((one) => [one.id, `What ${one.locationName} was to send`]))}
            </select></label
          >
          <label
            >To
            <select name="location">
              ${options(shop.locations().map((one) => [one.id, one.name]))}
            </select></label
          >
        </div>`,
        submit("Move"),
      );
    },
    openReturn: (lines: readonly LineView[]): Html =>
      form(
        "return",
        "Return",
        [
          quantityFields(
            lines,
            () => 0,
            (line) => line.fulfilledQuantity,
          ),
          html`<div class="fields">
              <label
                >Reason
                <select name="reason">
                  ${options(["unknown", "defective", "wrong-item", "unwanted", "size-too-small", "size-too-large", "other"].map((one) => [one, one.replaceAll("-", " ")]))}
                </select></label
              >
            </div>
            <label class="check"
              ><input type="checkbox" name="requested" value="1" /> The customer only asks for it</label
            >`,
        ],
        submit("Create return", "primary"),
      ),
    refund: (lines: readonly LineView[]): Html =>
      form(
        "refund",
        "Refund",
        [
          quantityFields(
            lines,
            () => 0,
            (line) => line.currentQuantity,
          ),
          html`<label class="check"><input type="checkbox" name="shipping" value="1" /> Shipping, too</label>
            <label>Reason <input name="note" /></label>`,
        ],
        submit("Refund"),
      ),
    notes: (): Html =>
      form(
        "notes",
        "Note and PO number",
        html`<label>Note <textarea name="note" rows="2">${order.note}</textarea></label>
          <label>PO number <input name="poNumber" value="${order.poNumber}" /></label>`,
        submit("Save"),
      ),
    cancel: (): Html =>
      form(
        "cancel",
        "Cancel order",
        html`<label
            >Reason
            <select name="reason">
              ${options([
                ["CUSTOMER", "Customer changed or cancelled"],
                ["INVENTORY", "Items unavailable"],
                ["FRAUD", "Fraudulent"],
                ["DECLINED", "Payment declined"],
                ["STAFF", "Staff error"],
                ["OTHER", "Other"],
              ])}
            </select></label
          >
          <label class="check"><input type="checkbox" name="refund" value="1" checked /> Refund what was paid</label>
          <label class="check"><input type="checkbox" name="restock" value="1" checked /> Restock</label>`,
        submit("Cancel order", "critical"),
      ),
  };
}
