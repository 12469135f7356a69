import type { SalesOrder, ShippedStatus } from "../katana/state.ts";
import { count, text, type Form } from "./form.ts";
import type { KatanaWindow, RowCard, SalesOrderCard } from "./katana-window.ts";

interface Given {
  readonly katana: KatanaWindow;
  readonly order: SalesOrderCard;
  readonly form: Form;
}

/** Does something with a sales order as a person in Katana and says what was done. Throws with a sentence when it cannot be. */
export type KatanaAction = (given: Given) => string;

function chosen<Value extends string>(form: Form, name: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === text(form, name));
  if (found === undefined) throw new Error("Choose one of the list.");
  return found;
}

/** One of the order's rows, fulfillments or returns, so that no form reaches into another sales order. */
function oneOf<Entry extends { readonly id: number }>(form: Form, name: string, entries: readonly Entry[]): Entry {
  const found = entries.find(({ id }) => String(id) === text(form, name));
  if (!found) throw new Error("That is not there any more.");
  return found;
}

const rowOf = ({ form, order }: Given): RowCard => oneOf(form, "row", order.rows);

const ofRow =
  (run: (katana: KatanaWindow, row: RowCard) => unknown, said: string): KatanaAction =>
  (given) => {
    const row = rowOf(given);
    run(given.katana, row);
    return `${row.name}: ${said}`;
  };

function editRow(given: Given): string {
  const { katana, form } = given;
  const row = rowOf(given);
  const price = text(form, "price");
  if (!/^\d{1,9}(\.\d{1,10})?$/.test(price)) throw new Error(`Price: “${price}” is not an amount such as 12.50.`);
  const location = oneOf(form, "location", katana.locations());
  const quantity = count(form, "quantity", "Quantity");
  katana.person.editRow(row.id, {
    ...(quantity === row.quantity ? {} : { quantity }),
    ...(Number(price) === Number(row.pricePerUnit) ? {} : { price_per_unit: Number(price) }),
    ...(location.id === row.locationId ? {} : { location_id: location.id }),
  });
  return `${row.name} was changed in Katana.`;
}

function addRow({ katana, order, form }: Given): string {
  const variant = oneOf(form, "variant", katana.variants());
  katana.person.addRow(order.id, { variant_id: variant.id, quantity: count(form, "quantity", "Quantity") || 1 });
  return `A row of ${variant.name} was added in Katana.`;
}

const shipAs =
  (status: ShippedStatus): KatanaAction =>
  ({ katana, order, form }) => {
    const quantities = order.rows
      .map(({ id, name }) => [id, count(form, `quantity:${id}`, name)] as const)
      .filter(([, quantity]) => quantity > 0);
    if (quantities.length === 0) throw new Error("Give at least one row a quantity.");
    const number = text(form, "trackingNumber");
    const carrier = text(form, "trackingCarrier");
    const tracking = { ...(number === "" ? {} : { number }), ...(carrier === "" ? {} : { carrier }) };
    if (status === "PACKED") katana.person.pack(order.id, Object.fromEntries(quantities), tracking);
    else katana.person.deliver(order.id, Object.fromEntries(quantities), tracking);
    return status === "PACKED" ? "Packed." : "Delivered.";
  };

const invoicings: readonly SalesOrder["invoicing_status"][] = ["notInvoiced", "partiallyInvoiced", "invoiced"];

/** By the last part of the address the form is sent to. */
export const katanaActions: Readonly<Record<string, KatanaAction>> = {
  "edit-row": editRow,
  "add-row": addRow,
  "delete-row": ofRow((katana, row) => katana.person.deleteRow(row.id), "the row was deleted in Katana."),
  "make-to-order": ofRow((katana, row) => katana.person.makeToOrder(row.id), "a manufacturing order makes it."),
  unlink: ofRow(
    (katana, row) => katana.person.unlinkManufacturingOrder(row.id),
    "its manufacturing order makes to stock now.",
  ),
  "manufacturing-status": (given) => {
    const { manufacturingOrder } = rowOf(given);
    if (!manufacturingOrder) throw new Error("The row is not made to order any more.");
    const statuses = ["NOT_STARTED", "BLOCKED", "IN_PROGRESS", "PARTIALLY_COMPLETED", "DONE"] as const;
    given.katana.person.setManufacturingStatus(manufacturingOrder.id, chosen(given.form, "status", statuses));
    return `Manufacturing order ${manufacturingOrder.orderNo} has its new status.`;
  },
  pack: shipAs("PACKED"),
  deliver: shipAs("DELIVERED"),
  "deliver-everything": ({ katana, order }) => {
    katana.person.deliver(order.id);
    return "Everything was delivered.";
  },
  "fulfillment-status": ({ katana, order, form }) => {
    const fulfillment = oneOf(form, "fulfillment", order.fulfillments);
    katana.person.setFulfillmentStatus(fulfillment.id, chosen(form, "status", ["PACKED", "DELIVERED"] as const));
    return "The fulfillment has its new status.";
  },
  "delete-fulfillment": ({ katana, order, form }) => {
    katana.person.deleteFulfillment(oneOf(form, "fulfillment", order.fulfillments).id);
    return "The fulfillment was deleted in Katana.";
  },
  invoice: ({ katana, order, form }) => {
    katana.person.invoice(order.id, chosen(form, "status", invoicings));
    return "Invoicing was changed.";
  },
  "return-status": ({ katana, order, form }) => {
    const statuses = ["NOT_RETURNED", "RETURNED_ALL", "RESTOCKED_ALL"] as const;
    katana.person.setReturnStatus(oneOf(form, "return", order.returns).id, chosen(form, "status", statuses));
    return "The return has its new status.";
  },
  "delete-return": ({ katana, order, form }) => {
    katana.person.deleteReturn(oneOf(form, "return", order.returns).id);
    return "The return was deleted in Katana.";
  },
  rename: ({ katana, order, form }) => {
    katana.person.editSalesOrder(order.id, { order_no: text(form, "orderNo") });
    return "The sales order was renamed.";
  },
  remove: ({ katana, order }) => {
    katana.person.deleteSalesOrder(order.id);
    return "The sales order was deleted in Katana.";
  },
};
