import { describe, expect, it } from "vitest";
import type { EligibilityInput } from "./eligibility.ts";
import { judgeEligibility } from "./eligibility.ts";
import type { FinancialStatus, FulfillmentStatus, Order } from "./order.ts";
import { defaultSettings } from "./settings.ts";
import { aLine, anOrder, known } from "./testing/build-order.ts";
import { activeSinceNovember, neverImported } from "./testing/build-plan-input.ts";
import { shopifyLocationId } from "./testing/ids.ts";

const judge = (order: Partial<Order>, overrides: Partial<EligibilityInput> = {}) =>
  judgeEligibility({
    order: anOrder(order),
    settings: defaultSettings,
    activation: activeSinceNovember,
    history: neverImported,
    ...overrides,
  });

const accepted = { acceptedAt: "2026-11-10T09:00:10Z", importedAs: null };
const fulfilled = { fulfillmentStatus: known<FulfillmentStatus>("FULFILLED") };
const archived = { closedAt: "2026-11-10T09:30:00Z" };
const pendingToo = { ...defaultSettings, importPaymentPending: true };

it("[IMP-1] [IMP-2] lets a paid, open, unfulfilled order come over", () => {
  expect(judge({})).toEqual([]);
});

it("[IMP-1] refuses an archived order", () => {
  expect(judge(archived)).toEqual([{ kind: "archived" }]);
});

it("[IMP-1] refuses a cancelled order", () => {
  expect(judge({ cancelledAt: "2026-11-10T09:30:00Z" })).toEqual([{ kind: "cancelled" }]);
});

it("[IMP-2] counts a partially refunded order as paid", () => {
  expect(judge({ financialStatus: known("PARTIALLY_REFUNDED") })).toEqual([]);
});

describe("payment", () => {
  it.each(["PENDING", "AUTHORIZED", "PARTIALLY_PAID"] as const)(
    "[IMP-3] [SET-2] lets %s in only with the setting",
    (status) => {
      const order = { financialStatus: known(status) };
      expect(judge(order)).toEqual([{ kind: "payment-pending", status }]);
      expect(judge(order, { settings: pendingToo })).toEqual([]);
    },
  );

  it.each(["EXPIRED", "VOIDED"] as const)("[IMP-3] never lets %s in", (status) => {
    expect(judge({ financialStatus: known(status) }, { settings: pendingToo })).toEqual([
      { kind: "payment-failed", status },
    ]);
  });

  it("[IMP-6] refuses a fully refunded order", () => {
    expect(judge({ financialStatus: known("REFUNDED") })).toEqual([{ kind: "refunded" }]);
  });

  it("[IMP-3] shows a payment status that is missing or new", () => {
    expect(judge({ financialStatus: null })).toEqual([{ kind: "payment-status-unknown", status: null }]);
    const financialStatus = { known: false, value: "DONATED" } as const;
    expect(judge({ financialStatus })).toEqual([{ kind: "payment-status-unknown", status: "DONATED" }]);
  });

  it("[IMP-8] judges a pending order that was paid afresh", () => {
    const before: FinancialStatus = "PENDING";
    expect(judge({ financialStatus: known(before) })).not.toEqual([]);
    expect(judge({ financialStatus: known("PAID") })).toEqual([]);
  });
});

describe("fulfillment", () => {
  it.each([
    "UNFULFILLED",
    "OPEN",
    "PARTIALLY_FULFILLED",
    "IN_PROGRESS",
    "PENDING_FULFILLMENT",
    "SCHEDULED",
    "REQUEST_DECLINED",
    "RESTOCKED",
  ] as const)("[IMP-4] lets %s come over", (status) => {
    expect(judge({ fulfillmentStatus: known(status) })).toEqual([]);
  });

  it("[IMP-4] [IMP-8] refuses an order on hold until the hold is released", () => {
    expect(judge({ fulfillmentStatus: known("ON_HOLD") })).toEqual([{ kind: "on-hold" }]);
    expect(judge({ fulfillmentStatus: known("UNFULFILLED") })).toEqual([]);
  });

  it("[IMP-4] refuses an order that needs no fulfillment", () => {
    expect(judge({ fulfillmentStatus: known("FULFILLMENT_NOT_REQUIRED") })).toEqual([
      { kind: "fulfillment-not-required" },
    ]);
  });

  it("[IMP-4] refuses a fulfilled order, archived or not", () => {
    expect(judge(fulfilled)).toEqual([{ kind: "already-fulfilled" }]);
    expect(judge({ ...fulfilled, ...archived })).toEqual([{ kind: "archived" }, { kind: "already-fulfilled" }]);
  });

  it("[IMP-4] overlooks that a sale in a store was fulfilled and archived, when it was made while the shop is active", () => {
    expect(judge({ ...fulfilled, ...archived, source: "pos" })).toEqual([]);
    expect(judge({ ...fulfilled, ...archived, retailLocation: { id: shopifyLocationId("1"), name: "Store" } })).toEqual(
      [],
    );
  });

  it("[IMP-4] does not overlook it for a sale in a store before the activation, or on a paused shop", () => {
    const before = { ...fulfilled, source: "pos", createdAt: "2026-10-30T09:00:00Z" };
    expect(judge(before)).toEqual([{ kind: "already-fulfilled" }]);
    const activation = { ...activeSinceNovember, pausedAt: "2026-11-09T00:00:00Z" };
    expect(judge({ ...fulfilled, source: "pos" }, { activation })).toEqual([
      { kind: "not-active" },
      { kind: "already-fulfilled" },
    ]);
  });

  it("[IMP-4] lets an order come over that was fulfilled, and archived for it, while it waited", () => {
    expect(judge({ ...fulfilled, ...archived }, { history: accepted })).toEqual([]);
  });

  it("[IMP-4] counts an archived order as archived when it was not paid, though it is fulfilled", () => {
    const order = { ...fulfilled, ...archived, source: "pos" };
    expect(judge({ ...order, financialStatus: known("PENDING") }, { settings: pendingToo })).toEqual([
      { kind: "archived" },
    ]);
    expect(judge({ ...order, financialStatus: null })).toContainEqual({ kind: "archived" });
    expect(judge({ ...order, financialStatus: known("PARTIALLY_REFUNDED") })).toEqual([]);
  });

  it("[IMP-4] shows a fulfillment status that is new", () => {
    expect(judge({ fulfillmentStatus: { known: false, value: "TELEPORTED" } })).toEqual([
      { kind: "fulfillment-status-unknown", status: "TELEPORTED" },
    ]);
  });
});

describe("time", () => {
  it("[IMP-5] [CON-4] reaches 14 days behind the first activation", () => {
    expect(judge({ createdAt: "2026-10-18T00:00:00Z" })).toEqual([]);
    expect(judge({ createdAt: "2026-10-17T23:59:59Z" })).toEqual([
      { kind: "created-before-activation", since: "2026-10-18T00:00:00.000Z" },
    ]);
  });

  it("[IMP-5] [CON-4] reaches no further back than a later activation, save for what was accepted before the pause", () => {
    const activation = {
      ...activeSinceNovember,
      activatedAt: "2026-11-12T00:00:00Z",
      pausedAt: "2026-11-11T00:00:00Z",
    };
    expect(judge({}, { activation })).toEqual([{ kind: "created-before-activation", since: "2026-11-12T00:00:00Z" }]);
    expect(judge({}, { activation, history: accepted })).toEqual([]);
  });

  it("[IMP-5] takes an order placed in the very second of the activation, which Shopify tells without its fraction", () => {
    const activation = { ...activeSinceNovember, activatedAt: "2026-11-12T08:00:00.700Z", pausedAt: null };
    expect(judge({ createdAt: "2026-11-12T08:00:00Z" }, { activation })).toEqual([]);
    expect(judge({ createdAt: "2026-11-12T07:59:59Z" }, { activation })).not.toEqual([]);
  });

  it("[CON-1] [CON-5] refuses every order of a shop that is not active", () => {
    const never = { firstActivatedAt: null, activatedAt: null, pausedAt: null };
    expect(judge({}, { activation: never })).toEqual([{ kind: "not-active" }]);
  });
});

it("[IMP-6] refuses an order with nothing left on any line", () => {
  const lines = [aLine({ currentQuantity: 0 })];
  expect(judge({ lines })).toEqual([{ kind: "nothing-to-import" }]);
});

it("[IMP-7] never imports an order again, whether its sales order was deleted or not", () => {
  const importedAs = { salesOrderNo: "#1001", deletedInKatana: true };
  expect(judge({}, { history: { ...accepted, importedAs } })).toEqual([
    { kind: "deleted-in-katana", salesOrderNo: "#1001" },
  ]);
  const standing = { ...importedAs, deletedInKatana: false };
  expect(judge({}, { history: { ...accepted, importedAs: standing } })).toEqual([
    { kind: "already-imported", salesOrderNo: "#1001" },
  ]);
});

it("[IMP-1] [IMP-3] [IMP-4] [IMP-6] gives every reason, not just the first", () => {
  const order = {
    cancelledAt: "2026-11-10T09:30:00Z",
    ...archived,
    financialStatus: known<FinancialStatus>("VOIDED"),
    fulfillmentStatus: known<FulfillmentStatus>("ON_HOLD"),
    createdAt: "2026-09-01T00:00:00Z",
    lines: [aLine({ currentQuantity: 0 })],
  };
  expect(judge(order).map((reason) => reason.kind)).toEqual([
    "cancelled",
    "archived",
    "payment-failed",
    "on-hold",
    "created-before-activation",
    "nothing-to-import",
  ]);
});
