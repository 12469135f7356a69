import { lookAt } from "../../../app/domain/order-look.ts";
import { expectTotals } from "../../../app/domain/compare-totals.ts";
import { agreeOnImport } from "../../../app/domain/agree.ts";
import type { OrderId } from "../../../app/domain/ids.ts";
import type { ActualSalesOrder } from "../../../app/domain/sales-order.ts";
import { anOrder } from "../../../app/domain/testing/build-order.ts";
import { asSent } from "../../../app/domain/testing/build-references.ts";
import { asCreated } from "../../../app/domain/testing/build-references.ts";
import { orderId, salesOrderId, shopDomain } from "../../../app/domain/testing/ids.ts";
import type { CreateIntent, NewAttempt } from "../../../app/sync/attempt-store.ts";
import type { Delivery, NewLink, OrderKey, RunRecord } from "../../../app/sync/stores.ts";
import { decimal, sampleSalesOrder } from "../../support/katana-samples.ts";

export const acme = shopDomain("acme.myshopify.com");
export const other = shopDomain("other.myshopify.com");
/** Beyond 2^53, as Shopify's ids may be. */
export const bigId = orderId("9007199254740993001");
export const keyOf = (id: OrderId = bigId, shop = acme): OrderKey => ({ shop, orderId: id });

/** A sales order of the order with `bigId` that Katana's own Shopify integration made. */
export const aNative = (overrides: Partial<ActualSalesOrder> = {}): ActualSalesOrder => ({
  ...asCreated(sampleSalesOrder),
  id: salesOrderId(77),
  shopifyOrderId: bigId,
  storeName: "Acme Shop",
  ...overrides,
});

/** A run that found the order in step. */
export const aRecord = (overrides: Partial<RunRecord> = {}): RunRecord => ({
  status: "in-step",
  reasons: [],
  waits: [],
  blocks: [],
  notices: [],
  failure: null,
  nextTryAt: null,
  looked: true,
  accepted: true,
  order: { name: "#1001", createdAt: "2026-11-10T09:00:00.000Z", total: "12", currency: "EUR" },
  looks: null,
  returns: null,
  seenUntil: null,
  timeline: [],
  ...overrides,
});

const intent: CreateIntent = {
  ...asSent(sampleSalesOrder),
  look: lookAt(anOrder()),
  totals: expectTotals(anOrder(), sampleSalesOrder),
};

export const anAttempt = (overrides: Partial<NewAttempt> = {}): NewAttempt => ({
  accountId: "account",
  step: "create-sales-order",
  sentAt: "2026-11-10T10:00:00.123Z",
  deadline: "2026-11-10T10:00:20.123Z",
  intent,
  subjects: [],
  because: null,
  ...overrides,
});

export const aLink = (attemptId: string, overrides: Partial<NewLink> = {}): NewLink => ({
  accountId: "account",
  salesOrderId: salesOrderId(40001),
  salesOrderNo: "#1001",
  agreed: agreeOnImport(intent, asCreated(sampleSalesOrder)),
  agreedLook: intent.look,
  lastLook: intent.look,
  totals: {
    currency: "EUR",
    shopifyTotal: decimal("12"),
    katanaTotal: decimal("12"),
    difference: decimal("0"),
    parts: [],
  },
  attemptId,
  goneFromKatana: false,
  found: false,
  timeline: [
    {
      kind: "imported",
      cause: "order",
      details: { salesOrderNo: "#1001", rows: 1, shopifyTotal: "12", katanaTotal: "12" },
    },
  ],
  ...overrides,
});

export const aDelivery = (deliveryId: string, overrides: Partial<Delivery> = {}): Delivery => ({
  source: "shopify",
  shop: acme,
  topic: "orders/updated",
  deliveryId,
  eventId: "event",
  triggeredAt: "2026-11-10T09:59:59.500Z",
  receivedAt: "2026-11-10T10:00:00.000Z",
  ...overrides,
});
