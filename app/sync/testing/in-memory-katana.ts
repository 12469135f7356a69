import {
  customerId,
  decimal,
  katanaLocationId,
  salesOrderId,
  shippingFeeId,
  taxRateId,
  variantId,
} from "../../domain/testing/ids.ts";
import { aFactory, asCreated, aVariant } from "../../domain/testing/build-references.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type { KatanaCustomerId, KatanaServiceId, ShopDomain } from "../../domain/ids.ts";
import { failed, ok } from "../../domain/result.ts";
import type {
  ActualSalesOrder,
  DesiredCustomer,
  KatanaFactory,
  KatanaLocation,
  KatanaTaxRate,
  KatanaVariant,
} from "../../domain/sales-order.ts";
import { isPerShop, type NewItem } from "../../domain/item.ts";
import type { Answer, ChangeCalls, KatanaClient, KatanaItem, ReturnCalls } from "../ports.ts";
import type { KatanaFulfillmentCalls } from "../fulfillment-ports.ts";
import type { KatanaWebhookCalls } from "../katana-webhook-ports.ts";
import { createInMemoryFulfillments, type FulfillmentTables } from "./in-memory-fulfillments.ts";
import { createInMemoryWebhooks, type WebhookTables } from "./in-memory-webhooks.ts";
import { createInMemoryReturns, type ReturnTables } from "./in-memory-returns.ts";
import { createInMemoryChanges, type ChangeTables } from "./in-memory-changes.ts";

type Tables = ChangeTables & ReturnTables & FulfillmentTables & WebhookTables;

/** What happens to one call instead of a plain answer. */
export interface Trouble {
  readonly failure: CallFailure;
  /** The write is made although nobody learns of it. */
  readonly takesEffect?: boolean;
}

/** A Katana account that keeps what it is sent. */
export interface InMemoryKatana extends KatanaClient, Tables {
  factory: KatanaFactory;
  variants: readonly KatanaVariant[];
  locations: readonly KatanaLocation[];
  readonly taxRates: KatanaTaxRate[];
  readonly customers: Map<string, KatanaCustomerId>;
  /** Products and services that were made here. */
  readonly items: (KatanaItem & { readonly mark: string })[];
  /** The next call of that name runs into it. */
  trouble(call: keyof KatanaClient, trouble: Trouble): void;
  /** Called at the start of each call. */
  onCall: (call: keyof KatanaClient) => void | Promise<void>;
  readonly calls: (keyof KatanaClient)[];
  /** Numbers that another sales order has. */
  readonly takenNumbers: Set<string>;
}

const keyOf = (customer: DesiredCustomer): string => (customer.kind === "generic" ? "generic" : customer.shopifyId);

const markOf = ({ key }: NewItem, shop: ShopDomain): string => (isPerShop(key) ? `${shop} ${key}` : key);

/** Knows the customer, the SKU and the tax rate of `anOrder()`, and two locations. */
export function createInMemoryKatana(): InMemoryKatana {
  const troubles = new Map<keyof KatanaClient, Trouble[]>();
  let lastId = 70_000;
  const nextId = () => (lastId += 1);

  const call = async <Value>(name: keyof KatanaClient, run: () => Value | CallFailure): Answer<Value> => {
    katana.calls.push(name);
    await katana.onCall(name);
    const trouble = troubles.get(name)?.shift();
    if (trouble && trouble.takesEffect !== true) return failed(trouble.failure);
    const value = run();
    if (trouble) return failed(trouble.failure);
    return isFailure(value) ? failed(value) : ok(value);
  };

  const tables: Tables = {
    salesReturns: [],
    returnables: [],
    returnReasons: [],
    fulfillments: [],
    unitsWithoutBatch: [],
    webhooks: [],
    salesOrders: [],
    manufacturingOrders: [],
    fulfilled: new Map(),
    returned: new Set(),
    manufacturingFollows: true,
  };
  const own: Omit<
    InMemoryKatana,
    keyof Tables | keyof (ChangeCalls & ReturnCalls & KatanaFulfillmentCalls & KatanaWebhookCalls)
  > = {
    factory: aFactory(),
    variants: [aVariant()],
    locations: [
      { id: katanaLocationId(11), name: "Warehouse", salesAllowed: true },
      { id: katanaLocationId(12), name: "Shop floor", salesAllowed: true },
    ],
    taxRates: [{ id: taxRateId(3), percent: decimal("20") }],
    customers: new Map([["7001", customerId(880)]]),
    items: [],
    takenNumbers: new Set(),
    calls: [],
    onCall: () => undefined,
    trouble: (name, trouble) => void troubles.set(name, [...(troubles.get(name) ?? []), trouble]),
    loadFactory: () => call("loadFactory", () => katana.factory),
    listLocations: () => call("listLocations", () => katana.locations),
    listTaxRates: () => call("listTaxRates", () => [...katana.taxRates]),
    findVariants: (skus) =>
      call("findVariants", () =>
        katana.variants.filter(({ sku }) => skus.some((asked) => asked.toLowerCase() === sku.toLowerCase())),
      ),
    findCustomer: (customer) => call("findCustomer", () => katana.customers.get(keyOf(customer)) ?? null),
    createCustomer: ({ customer }) =>
      call("createCustomer", () => {
        const id = customerId(nextId());
        katana.customers.set(keyOf(customer), id);
        return id;
      }),
    findTaxRate: (percent) =>
      call("findTaxRate", () => katana.taxRates.find((rate) => rate.percent === percent) ?? null),
    createTaxRate: (percent) =>
      call("createTaxRate", () => {
        const rate = { id: taxRateId(nextId()), percent };
        katana.taxRates.push(rate);
        return rate;
      }),
    findRemembered: (asked) =>
      call("findRemembered", () => katana.items.filter(({ id }) => asked.some((one) => one.id === id))),
    nameVariants: (ids) =>
      call("nameVariants", () =>
        katana.variants.filter(({ id }) => ids.includes(id)).map(({ id, sku }) => ({ id, sku, name: `Named ${sku}` })),
      ),
    findItem: (item, shop) =>
      call("findItem", () => katana.items.find(({ mark }) => mark === markOf(item, shop)) ?? null),
    createItem: (item, shop) =>
      call("createItem", () => {
        const id = variantId(nextId());
        const serviceId = item.kind === "service" ? (nextId() as KatanaServiceId) : null;
        const made = { id, serviceId, leadTimeDays: null, mark: markOf(item, shop) };
        katana.items.push(made);
        if (item.kind === "product" && item.sku !== null)
          katana.variants = [...katana.variants, { id, sku: item.sku, leadTimeDays: null }];
        return made;
      }),
    createSalesOrder: (desired) =>
      call<ActualSalesOrder>("createSalesOrder", () => {
        if (katana.takenNumbers.has(desired.orderNo))
          return { kind: "rejected", side: "katana", status: 422, words: "order_no has already been taken." };
        const made = { ...asCreated(desired), id: salesOrderId(nextId()), total: decimal("12") };
        katana.salesOrders.push(made);
        return made;
      }),
    createShippingFee: (id, fee) =>
      call("createShippingFee", () => {
        const feeId = shippingFeeId(nextId());
        change(id, { shippingFee: { id: feeId, amount: fee.amount, description: fee.description } });
        return feeId;
      }),
    loadSalesOrder: (id) => call("loadSalesOrder", () => katana.salesOrders.find((one) => one.id === id) ?? null),
    findSalesOrders: (shop, orderId) =>
      call("findSalesOrders", () =>
        katana.salesOrders.filter((one) => one.shopifyOrderId === orderId && one.storeName === shop),
      ),
    findSalesOrdersOf: (orderIds) =>
      call("findSalesOrdersOf", () =>
        katana.salesOrders.filter((one) => !one.deleted && orderIds.some((id) => id === one.shopifyOrderId)),
      ),
    listDeletedSalesOrders: (since) =>
      call("listDeletedSalesOrders", () =>
        katana.salesOrders.filter((one) => one.deleted && one.createdAt >= since && one.shopifyOrderId !== null),
      ),
    deleteSalesOrder: (id) =>
      call("deleteSalesOrder", () => {
        change(id, { deleted: true });
        return null;
      }),
  };
  // The very tables, so that a test that sets something in the account sets it for its calls.
  const katana: InMemoryKatana = Object.assign(
    tables,
    createInMemoryChanges(tables, call, nextId),
    createInMemoryReturns(tables, call, nextId),
    createInMemoryFulfillments(tables, call, nextId),
    createInMemoryWebhooks(tables, call, nextId),
    own,
  );
  const change = (id: number, fields: Partial<ActualSalesOrder>): void => {
    const place = katana.salesOrders.findIndex((one) => one.id === id);
    katana.salesOrders.splice(place, 1, { ...katana.salesOrders[place]!, ...fields });
  };
  return katana;
}

const isFailure = (value: unknown): value is CallFailure =>
  typeof value === "object" && value !== null && "kind" in value && "side" in value;
