import { describe, expect, it } from "vitest";
import type { CallFailure } from "../../domain/failure.ts";
import type { Order } from "../../domain/order.ts";
import type { Result } from "../../domain/result.ts";
import { decodeAnswer } from "./decode-answer.ts";
import { orderAnswerSchema, toOrder } from "./decode-order.ts";
import { money, wireFulfillment, wireFulfillmentOrder, wireLine, wireOrder, wireTax } from "./testing/wire-order.ts";

const nodes = (...all: readonly unknown[]) => ({ nodes: all, pageInfo: { hasNextPage: false } });

function decode(wire: unknown): Result<Order | null, CallFailure> {
  const decoded = decodeAnswer(orderAnswerSchema, { order: wire });
  if (!decoded.ok || decoded.value === null) return decoded as Result<null, CallFailure>;
  const first = decoded.value;
  const whole = <Head, Line>({ head, lines }: { head: Head; lines: { nodes: readonly Line[] } }) => ({
    ...head,
    lines: lines.nodes,
  });
  return {
    ok: true,
    value: toOrder(first, {
      lines: first.lines.nodes,
      fulfillmentOrders: first.fulfillmentOrders.nodes.map(whole),
      fulfillments: first.fulfillments.map(whole),
      returns: [],
    }),
  };
}

function decodeGood(changed: Readonly<Record<string, unknown>> = {}): Order {
  const decoded = decode(wireOrder(changed));
  if (!decoded.ok || decoded.value === null) throw new Error(JSON.stringify(decoded));
  return decoded.value;
}

const kinds = (order: Order) => order.lines.map((line) => line.kind);

describe("an order", () => {
  it("keeps its id as text, however large", () => {
    expect(decodeGood().id).toBe("820982911946154508");
  });

  it("[MAP-5] keeps every field of both addresses", () => {
    const { billingAddress, shippingAddress } = decodeGood();
    expect(billingAddress).toEqual({
      firstName: "Ann",
      lastName: "Lee",
      company: "Lee & Co",
      phone: "+3725551234",
      line1: "1 High Street",
      line2: "Floor 2",
      city: "Leeds",
      state: "West Yorkshire",
      zip: "LS1 1AA",
      country: "United Kingdom",
    });
    expect(shippingAddress).toEqual({ ...billingAddress, firstName: "Bo" });
  });

  it("tells times, totals and references", () => {
    expect(decodeGood({ cancelledAt: "2026-11-24T12:00:00+02:00" })).toMatchObject({
      name: "#1001",
      createdAt: "2026-11-23T10:00:00.000Z",
      updatedAt: "2026-11-23T10:00:02.000Z",
      cancelledAt: "2026-11-24T10:00:00.000Z",
      closedAt: null,
      currency: "EUR",
      taxesIncluded: true,
      source: "web",
      retailLocation: null,
      company: null,
      poNumber: "PO-7",
      note: "ring twice",
      totals: { subtotal: "96.7", shipping: "4.9", tax: "19.66", total: "101.6" },
      shippingLines: [
        { title: "Standard", price: "4.9", refunded: "1", taxLines: [{ ratePercent: "24", amount: "0.95" }] },
      ],
    });
  });

  it("[MAP-18] tells duties and fees, and nothing as zero", () => {
    expect(decodeGood()).toMatchObject({ dutiesTotal: "0", additionalFeesTotal: "0" });
    const charged = { currentTotalDutiesSet: money("3.50"), currentTotalAdditionalFeesSet: money("0.25") };
    expect(decodeGood(charged)).toMatchObject({ dutiesTotal: "3.5", additionalFeesTotal: "0.25" });
    expect(decodeGood({ ...charged, dutiesIncluded: true })).toMatchObject({ dutiesTotal: "0" });
  });

  it("[IMP-4] passes on a status that did not exist yesterday", () => {
    const order = decodeGood({ displayFinancialStatus: "BARTERED", displayFulfillmentStatus: "TELEPORTED" });
    expect(order.financialStatus).toEqual({ known: false, value: "BARTERED" });
    expect(order.fulfillmentStatus).toEqual({ known: false, value: "TELEPORTED" });
    expect(decodeGood({ displayFinancialStatus: null }).financialStatus).toBeNull();
    expect(decodeGood().financialStatus).toEqual({ known: true, value: "PAID" });
  });

  it("[MAP-4] does without whatever personal data is withheld", () => {
    const customer = { id: "gid://shopify/Customer/7001", firstName: null, lastName: null };
    const order = decodeGood({
      customer: { ...customer, defaultEmailAddress: null, defaultPhoneNumber: null },
      email: null,
      billingAddress: null,
    });
    expect(order.customer).toEqual({
      id: "7001",
      firstName: null,
      lastName: null,
      displayName: null,
      email: null,
      phone: null,
    });
    expect(decodeGood({ customer: null }).customer).toBeNull();
    expect(order).toMatchObject({ email: null, billingAddress: null });
  });

  it("knows a sale at a till", () => {
    const retailLocation = { id: "gid://shopify/Location/32", name: "Pop-up" };
    const order = decodeGood({ sourceName: null, retailLocation });
    expect(order).toMatchObject({ source: "unknown", retailLocation: { id: "32", name: "Pop-up" } });
  });

  it("[MAP-5] names the company that bought", () => {
    expect(decodeGood({ purchasingEntity: { company: { name: "Lee & Co" } } }).company).toBe("Lee & Co");
    expect(decodeGood({ purchasingEntity: null }).company).toBeNull();
  });

  it("[MAP-18] tells each fee with its taxes", () => {
    const additionalFees = [{ name: "Recycling", price: money("1.30"), taxLines: [wireTax(24, "0.25")] }];
    expect(decodeGood({ additionalFees }).additionalFees).toEqual([
      { name: "Recycling", price: "1.3", taxLines: [{ title: "VAT", ratePercent: "24", amount: "0.25" }] },
    ]);
  });

  it("takes no notice of fields that were not asked for", () => {
    expect(decodeGood({ surprise: { more: true } }).name).toBe("#1001");
  });

  it("is null when Shopify shows none", () => {
    expect(decode(null)).toEqual({ ok: true, value: null });
  });
});

describe("a line", () => {
  const lineOf = (changed: Readonly<Record<string, unknown>>) =>
    decodeGood({ lineItems: nodes(wireLine(901, changed)) }).lines[0];

  it("[MAP-11] carries the sum of all discounts allocated to it", () => {
    expect(lineOf({})).toMatchObject({ id: "901", title: "Chair - Oak", unitPrice: "50", discount: "3.3" });
    expect(lineOf({ discountAllocations: [] })).toMatchObject({ discount: "0" });
  });

  it("[MAP-6] has the variant's SKU of today, else the one it was ordered with", () => {
    expect(lineOf({})?.sku).toBe("CHAIR-OAK");
    expect(lineOf({})?.variantId).toBe("9001");
    expect(lineOf({ variant: null })?.variantId).toBeNull();
    expect(lineOf({ variant: { id: "gid://shopify/ProductVariant/1", sku: "" } })?.sku).toBe("CHAIR-OLD");
    expect(lineOf({ variant: null })?.sku).toBe("CHAIR-OLD");
    expect(lineOf({ variant: null, sku: null })?.sku).toBeNull();
  });

  it("[MAP-8] tells units ordered, left and still to go", () => {
    expect(lineOf({ quantity: 5, currentQuantity: 4, unfulfilledQuantity: 3 })).toMatchObject({
      orderedQuantity: 5,
      currentQuantity: 4,
      unfulfilledQuantity: 3,
    });
  });

  it("[MAP-16] keeps its properties", () => {
    expect(lineOf({})?.properties).toEqual([
      { key: "Engraving", value: "Bo" },
      { key: "Empty", value: "" },
    ]);
  });

  it("[MAP-10] has its tax rates in percent, without the noise of a float", () => {
    expect(lineOf({ taxLines: [wireTax(7.249999999999999, "1.0"), wireTax(0.5, "0.1")] })?.taxLines).toEqual([
      { title: "VAT", ratePercent: "7.25", amount: "1" },
      { title: "VAT", ratePercent: "0.5", amount: "0.1" },
    ]);
    expect(lineOf({ taxLines: [wireTax(null, "0.0")] })?.taxLines[0]?.ratePercent).toBe("0");
  });

  it("[MAP-18] is told apart by what was sold", () => {
    const custom = { variant: null, sku: null, requiresShipping: false, taxLines: [], quantity: 1 };
    const tip = { ...custom, name: "Tip", originalUnitPriceSet: money("5.0") };
    const lines = nodes(
      wireLine(1),
      wireLine(2, { ...custom, name: "Gift wrap" }),
      wireLine(3, { isGiftCard: true }),
      wireLine(4, tip),
    );
    const tipped = decodeGood({ lineItems: lines, totalTipReceivedSet: money("5.0") });
    expect(kinds(tipped)).toEqual(["variant", "custom", "gift-card", "tip"]);
    expect(kinds(decodeGood({ lineItems: lines }))).toEqual(["variant", "custom", "gift-card", "custom"]);
  });

  it("[MAP-18] finds a tip in a checkout of another language by its worth", () => {
    const custom = { variant: null, sku: null, requiresShipping: false, taxLines: [], quantity: 1 };
    const lines = nodes(
      wireLine(1, { ...custom, name: "Kinkepakend", originalUnitPriceSet: money("2.0") }),
      wireLine(2, { ...custom, name: "Jootraha", originalUnitPriceSet: money("5.00") }),
      wireLine(3, { ...custom, name: "Paigaldus", originalUnitPriceSet: money("5.00"), requiresShipping: true }),
    );
    const order = decodeGood({ lineItems: lines, totalTipReceivedSet: money("5.0") });
    expect(kinds(order)).toEqual(["custom", "tip", "custom"]);
  });
});

describe("fulfillment", () => {
  it("[MAP-15] tells where each line is to be fulfilled from", () => {
    const deleted = {
      status: "MYSTERY",
      deliveryMethod: null,
      supportedActions: [],
      assignedLocation: { name: "Old barn", location: null },
    };
    const order = decodeGood({ fulfillmentOrders: nodes(wireFulfillmentOrder(41), wireFulfillmentOrder(42, deleted)) });
    expect(order.fulfillmentOrders).toEqual([
      {
        gid: "gid://shopify/FulfillmentOrder/41",
        status: { known: true, value: "OPEN" },
        locationId: "31",
        locationName: "Main warehouse",
        deliveryMethod: "SHIPPING",
        isFulfillable: true,
        lines: [{ gid: "gid://shopify/FulfillmentOrderLineItem/901", lineId: "901", total: 2, remaining: 2 }],
      },
      {
        gid: "gid://shopify/FulfillmentOrder/42",
        status: { known: false, value: "MYSTERY" },
        locationId: null,
        locationName: "Old barn",
        deliveryMethod: null,
        isFulfillable: false,
        lines: [{ gid: "gid://shopify/FulfillmentOrderLineItem/901", lineId: "901", total: 2, remaining: 2 }],
      },
    ]);
  });

  it("[FUL-1] counts only what succeeded", () => {
    const order = decodeGood({ fulfillments: [wireFulfillment(51), wireFulfillment(52, { status: "CANCELLED" })] });
    expect(order.fulfillments.map(({ succeeded }) => succeeded)).toEqual([true, false]);
    expect(order.fulfillments[0]?.lines).toEqual([{ lineId: "901", quantity: 1 }]);
  });

  it("[FUL-6] tells how a parcel is followed, when anything says so", () => {
    const followed = { trackingInfo: [{ number: "1Z", url: null, company: "UPS" }] };
    const blank = { trackingInfo: [{ number: null, url: "", company: null }] };
    const order = decodeGood({ fulfillments: [wireFulfillment(51, followed), wireFulfillment(52, blank)] });
    expect(order.fulfillments.map(({ tracking }) => tracking)).toEqual([
      { number: "1Z", url: null, carrier: "UPS" },
      null,
    ]);
  });
});

describe("an answer that cannot be read", () => {
  const pageOf = (line: Readonly<Record<string, unknown>>) => ({ lineItems: nodes(wireLine(901, line)) });
  const manyTaxes = Array.from({ length: 20 }, () => wireTax(1, "0.1"));

  it.each([
    ["order.id", { id: "gid://shopify/DraftOrder/1" }],
    ["order.updatedAt", { updatedAt: "yesterday" }],
    ["order.currentTotalPriceSet.shopMoney.amount", { currentTotalPriceSet: money("ten") }],
    ["order.lineItems.nodes.0.quantity", pageOf({ quantity: 1.5 })],
    ["order.lineItems.nodes.0.currentQuantity", pageOf({ currentQuantity: -1 })],
    ["order.lineItems.nodes.0.taxLines.0.ratePercentage", pageOf({ taxLines: [wireTax(null, "1.0")] })],
    ["order.lineItems.nodes.0.taxLines", pageOf({ taxLines: manyTaxes })],
    ["order.lineItems.pageInfo.endCursor", { lineItems: { nodes: [], pageInfo: { hasNextPage: true } } }],
    ["order.shippingLines.pageInfo.hasNextPage", { shippingLines: { nodes: [], pageInfo: { hasNextPage: true } } }],
    ["order.fulfillments.0.status", { fulfillments: [wireFulfillment(51, { status: null })] }],
  ])("names the place: %s", (path, changed) => {
    expect(decode(wireOrder(changed))).toMatchObject({
      ok: false,
      problem: { kind: "unreadable", side: "shopify", path },
    });
  });
});
