import type { KatanaAccount } from "../../simulators/katana/account-control.ts";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { ActualRow } from "./both-sides.ts";

/** What a person does to a sales order in Katana, most of it to one row. */
export const personDeeds = [
  "edit-quantity",
  "edit-quantity",
  "edit-price",
  "delete-row",
  "add-row",
  "pack",
  "deliver",
  "deliver",
  "deliver-packed",
  "track",
  "ship-all",
  "unship",
  "invoice",
  "uninvoice",
  "make",
  "make",
  "start",
  "start",
  "delete",
] as const;

/** What a person does to a sales return. */
export const personReturnDeeds = ["take-back", "restock", "delete-return"] as const;

export type PersonDeed = (typeof personDeeds)[number] | (typeof personReturnDeeds)[number];

interface At {
  readonly account: KatanaAccount;
  readonly salesOrder: SalesOrderView;
  readonly row: ActualRow;
  readonly count: number;
}

/** Some parcels have a tracking number. */
const parcelOf = (count: number) => (count === 5 ? { number: "K0", carrier: "DHL" } : {});

function setReturn({ account, salesOrder }: At, status: "RETURNED_ALL" | "RESTOCKED_ALL"): void {
  const found = account.returns().find(({ sales_order_id }) => sales_order_id === salesOrder.id);
  if (found) account.setReturnStatus(found.id, status);
}

const statuses = ["BLOCKED", "IN_PROGRESS", "PARTIALLY_COMPLETED", "DONE", "NOT_STARTED"] as const;

const deeds: Readonly<Record<PersonDeed, (at: At) => void>> = {
  "edit-quantity": ({ account, row, count }) => account.editRow(row.id, { quantity: 1 + count }),
  "edit-price": ({ account, row, count }) => account.editRow(row.id, { price_per_unit: 100 + count }),
  "delete-row": ({ account, row }) => account.deleteRow(row.id),
  "add-row": ({ account, salesOrder, count }) => {
    const variant = account.variants()[count];
    if (variant) account.addRow(salesOrder.id, { variant_id: variant.id, quantity: 1 + count, price_per_unit: 5 });
  },
  pack: ({ account, salesOrder, row, count }) => void account.pack(salesOrder.id, { [row.id]: 1 }, parcelOf(count)),
  deliver: ({ account, salesOrder, row, count }) =>
    void account.deliver(salesOrder.id, { [row.id]: Math.min(1 + count, row.quantity) }, parcelOf(count)),
  "deliver-packed": ({ account, salesOrder }) => {
    const packed = salesOrder.fulfillments.find(({ status }) => status === "PACKED");
    if (packed) account.setFulfillmentStatus(packed.id, "DELIVERED");
  },
  track: ({ account, salesOrder, count }) => {
    const [shipped] = salesOrder.fulfillments;
    if (shipped) account.setTracking(shipped.id, { number: `K${String(count)}` });
  },
  "ship-all": ({ account, salesOrder }) => void account.deliver(salesOrder.id),
  unship: ({ account, salesOrder }) => {
    const [shipped] = salesOrder.fulfillments;
    if (shipped) account.deleteFulfillment(shipped.id);
  },
  invoice: ({ account, salesOrder, count }) =>
    account.invoice(salesOrder.id, count % 2 === 0 ? "invoiced" : "partiallyInvoiced"),
  uninvoice: ({ account, salesOrder }) => account.invoice(salesOrder.id, "notInvoiced"),
  make: ({ account, row }) => void account.makeToOrder(row.id),
  start: ({ account, row, count }) => {
    const status = statuses[count % statuses.length];
    const id = row.linked_manufacturing_order_id;
    if (status && id !== null) account.setManufacturingStatus(id, status);
  },
  "take-back": (at) => setReturn(at, "RETURNED_ALL"),
  restock: (at) => setReturn(at, "RESTOCKED_ALL"),
  "delete-return": ({ account, salesOrder }) => {
    const found = account.returns().find(({ sales_order_id }) => sales_order_id === salesOrder.id);
    if (found) account.deleteReturn(found.id);
  },
  delete: ({ account, salesOrder }) => account.deleteSalesOrder(salesOrder.id),
};

export function actInKatana(does: PersonDeed, at: At): void {
  deeds[does](at);
}
