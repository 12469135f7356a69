import {
  createFulfillment,
  deleteFulfillment,
  fulfillRemainder,
  setFulfillmentStatus,
  type NewFulfillmentRow,
} from "./fulfillment.ts";
import { addItem, deleteItem, deleteVariant, emitItem, emitVariant, encodeItem } from "./item.ts";
import { makeToOrder, setManufacturingStatus, unlink } from "./manufacturing.ts";
import { decimal } from "./money.ts";
import { addTaxRate } from "./routes/account.ts";
import { createCustomer } from "./routes/customers.ts";
import { createSalesOrder, deleteSalesOrder, patchSalesOrder } from "./sales-order.ts";
import type { NewOrder, NewRow, OrderPatch } from "./sales-order-body.ts";
import { createRow, deleteRow, patchRow } from "./sales-order-row.ts";
import { fulfillmentsOf, orderChanged } from "./sales-order-status.ts";
import { deleteReturn, setReturnStatus } from "./sales-return.ts";
import { addLocation, addProduct, type LocationSeed, type ProductSeed, type TaxRateSeed } from "./seed.ts";
import type * as State from "./state.ts";
import { moveStock } from "./stock.ts";
import type { Entity, Table } from "./table.ts";
import { viewSalesOrder, type SalesOrderView } from "./view.ts";
import { assignDefined, markDeleted, stamp, timestamp, touch, type Account, type World } from "./world.ts";

type Settable<T> = { readonly [Key in keyof T]?: T[Key] };

/** Which rows to ship, and how many of each; without it, all that is left. */
export type Shipment = Readonly<Record<number, number>>;

export interface Tracking {
  readonly number?: string;
  readonly url?: string;
  readonly carrier?: string;
  readonly method?: string;
}

function existing<T extends Entity>(table: Table<T>, id: number): T {
  const entity = table.live(id);
  if (!entity) throw new Error(`There is no ${id} here, or no longer.`);
  return entity;
}

/** What a person does in Katana's own pages: the same rules, the same webhooks, no request. */
export function createPerson(world: World, account: Account, changed: (what: string) => void) {
  const { tables, record } = account;
  const order = (id: number) => existing(tables.salesOrders, id);
  const row = (id: number) => existing(tables.salesOrderRows, id);
  const view = (id: number): SalesOrderView => viewSalesOrder(world, account, order(id));

  function act<T>(what: string, run: () => T): T {
    const made = run();
    changed(what);
    return made;
  }

  function ship(
    orderId: number,
    status: State.ShippedStatus,
    shipment?: Shipment,
    tracking: Tracking = {},
  ): SalesOrderView {
    if (!shipment) {
      fulfillRemainder(world, account, order(orderId), status);
      return view(orderId);
    }
    const rows = Object.entries(shipment).map(([id, quantity]): NewFulfillmentRow => ({
      row: row(Number(id)),
      quantity,
    }));
    createFulfillment(world, account, order(orderId), {
      status,
      rows,
      trackingNumber: tracking.number,
      trackingUrl: tracking.url,
      trackingCarrier: tracking.carrier,
      trackingMethod: tracking.method,
    });
    return view(orderId);
  }

  return {
    addSalesOrder: (input: NewOrder, source = "katana") =>
      act("sales order added", () => view(createSalesOrder(world, account, input, source).id)),
    editSalesOrder: (id: number, changes: OrderPatch) =>
      act("sales order edited", () => {
        // A form sends every field: nothing is wiped by leaving it out.
        const kept = { additional_info: order(id).additional_info, ...changes };
        patchSalesOrder(world, account, order(id), kept);
        return view(id);
      }),
    deleteSalesOrder: (id: number) => act("sales order deleted", () => deleteSalesOrder(world, account, order(id))),
    addRow: (orderId: number, input: NewRow) =>
      act("row added", () => createRow(world, account, order(orderId), { ...input, sales_order_id: orderId }).id),
    editRow: (id: number, changes: Parameters<typeof patchRow>[3]) =>
      act("row edited", () => patchRow(world, account, row(id), changes)),
    deleteRow: (id: number) => act("row deleted", () => deleteRow(world, account, row(id))),

    pack: (orderId: number, shipment?: Shipment, tracking?: Tracking) =>
      act("packed", () => ship(orderId, "PACKED", shipment, tracking)),
    deliver: (orderId: number, shipment?: Shipment, tracking?: Tracking) =>
      act("delivered", () => ship(orderId, "DELIVERED", shipment, tracking)),
    setFulfillmentStatus: (id: number, status: State.ShippedStatus) =>
      act("fulfillment edited", () => {
        const fulfillment = existing(tables.fulfillments, id);
        setFulfillmentStatus(world, account, fulfillment, status);
        orderChanged(world, account, order(fulfillment.sales_order_id));
      }),
    setTracking: (id: number, { number, url, carrier, method }: Tracking) =>
      act("tracking edited", () => {
        const fulfillment = existing(tables.fulfillments, id);
        assignDefined<State.Fulfillment>(fulfillment, {
          tracking_number: number,
          tracking_url: url,
          tracking_carrier: carrier,
          tracking_method: method,
        });
        touch(world, fulfillment);
        orderChanged(world, account, order(fulfillment.sales_order_id));
      }),
    deleteFulfillment: (id: number) =>
      act("fulfillment deleted", () => deleteFulfillment(world, account, existing(tables.fulfillments, id))),
    /** Katana tells invoicing per order; its fulfillments follow. */
    invoice: (orderId: number, status: State.SalesOrder["invoicing_status"] = "invoiced") =>
      act("invoiced", () => {
        const invoiced = order(orderId);
        invoiced.invoicing_status = status;
        for (const fulfillment of fulfillmentsOf(account, orderId)) {
          fulfillment.invoice_status = status === "notInvoiced" ? "NOT_INVOICED" : "INVOICED";
          touch(world, fulfillment);
        }
        orderChanged(world, account, invoiced);
      }),
    setReturnStatus: (id: number, status: State.ReturnStatus) =>
      act("return status set", () => setReturnStatus(world, account, existing(tables.salesReturns, id), { status })),
    deleteReturn: (id: number) =>
      act("return deleted", () => deleteReturn(world, account, existing(tables.salesReturns, id))),

    makeToOrder: (rowId: number) =>
      act("made to order", () => {
        const wanted = row(rowId);
        const made = makeToOrder(world, account, order(wanted.sales_order_id), wanted);
        orderChanged(world, account, order(wanted.sales_order_id));
        return { ...made };
      }),
    unlinkManufacturingOrder: (rowId: number) => act("unlinked", () => unlink(world, account, row(rowId))),
    setManufacturingStatus: (id: number, status: State.ManufacturingStatus) =>
      act("manufacturing status set", () =>
        setManufacturingStatus(world, account, existing(tables.manufacturingOrders, id), { status }),
      ),

    addProduct: (seed: ProductSeed) =>
      act("product added", () => encodeItem(account, addProduct(world, account, seed))),
    editProduct: (id: number, changes: Settable<Omit<State.Item, keyof Entity | "kind">>) =>
      act("product edited", () => {
        const item = existing(tables.items, id);
        assignDefined<State.Item>(item, changes);
        touch(world, item);
        emitItem(world, account, item, "updated");
      }),
    deleteProduct: (id: number) => act("product deleted", () => deleteItem(world, account, existing(tables.items, id))),
    editVariant: (id: number, changes: Settable<Omit<State.Variant, keyof Entity | "item_id" | "type">>) =>
      act("variant edited", () => {
        const variant = existing(tables.variants, id);
        assignDefined<State.Variant>(variant, changes);
        touch(world, variant);
        emitVariant(world, account, variant, "updated");
      }),
    deleteVariant: (id: number) =>
      act("variant deleted", () => deleteVariant(world, account, existing(tables.variants, id))),
    addService: (seed: { readonly name: string; readonly sku?: string; readonly price?: number }) =>
      act("service added", () => {
        const variants = [{ sku: seed.sku, sales_price: seed.price }];
        return encodeItem(account, addItem(world, account, "service", { name: seed.name, variants }));
      }),
    addCustomer: (input: Parameters<typeof createCustomer>[2]) =>
      act("customer added", () => ({ ...createCustomer(world, account, input) })),
    addTaxRate: (seed: TaxRateSeed) =>
      act("tax rate added", () => {
        const rate = addTaxRate(world, account, seed);
        rate.is_default_sales = seed.isDefault ?? false;
        return { ...rate };
      }),

    addLocation: (seed: LocationSeed) => act("location added", () => ({ ...addLocation(world, account, seed) })),
    editLocation: (id: number, changes: Settable<Omit<State.Location, keyof Entity>>) =>
      act("location edited", () => {
        const location = existing(tables.locations, id);
        assignDefined<State.Location>(location, changes);
        touch(world, location);
      }),
    deleteLocation: (id: number) => act("location deleted", () => markDeleted(world, existing(tables.locations, id))),
    setFactory: (changes: Settable<State.Factory>) =>
      act("factory edited", () => assignDefined<State.Factory>(record.factory, changes)),
    /** The date is the last closed one. */
    closeInventoryPeriod: (date: string) =>
      act("period closed", () => {
        record.factory.inventory_closing_date = timestamp(world, Date.parse(date));
      }),

    addStock: (place: { variantId: number; locationId: number; batchId?: number; quantity: number }) =>
      act("stock added", () => moveStock(world, account, { batchId: null, ...place, change: decimal(place.quantity) })),
    addBatch: (batch: { variantId: number; number: string; createdAt?: string; expiresAt?: string }) =>
      act("batch added", () => ({
        ...tables.batches.insert({
          ...stamp(world, "batches"),
          variant_id: batch.variantId,
          batch_number: batch.number,
          batch_barcode: null,
          batch_created_date: batch.createdAt ?? timestamp(world),
          expiration_date: batch.expiresAt ?? null,
        }),
      })),
    addSerialNumber: (serial: { variantId: number; number: string }) =>
      act("serial number added", () => ({
        ...tables.serialNumbers.insert({
          ...stamp(world, "serialNumbers"),
          variant_id: serial.variantId,
          serial_number: serial.number,
          used_by: null,
        }),
      })),
  };
}

export type Person = ReturnType<typeof createPerson>;
