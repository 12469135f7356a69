import type { ChangeStep, RowChange } from "../change-step.ts";
import type { CallFailure, Side } from "../failure.ts";
import type { Block, Notice, Step, Wait } from "../plan.ts";
import type { Reason } from "../reason.ts";
import type { ReturnStep } from "../return-step.ts";
import type { CarriedChange, TimelineNote } from "../timeline.ts";
import type { TotalsComparison, TotalsPart } from "../compare-totals.ts";
import {
  decimal,
  katanaLocationId,
  fulfillmentRowId,
  lineId,
  manufacturingOrderId,
  salesOrderId,
  returnId,
  returnReasonId,
  salesOrderRowId,
  salesReturnId,
  salesReturnRowId,
  shippingFeeId,
  shopifyLocationId,
  variantId,
} from "./ids.ts";

/** At least one of every kind; a kind that is missing here does not compile. */
type OneOfEach<Outcome extends { readonly kind: string }> = {
  readonly [Kind in Outcome["kind"]]: readonly Extract<Outcome, { readonly kind: Kind }>[];
};

const flat = <Outcome>(byKind: Readonly<Record<string, readonly Outcome[]>>): readonly Outcome[] =>
  Object.values(byKind).flat();

const deletionCauses = ["cancelled", "refunded", "archived", "emptied"] as const;

const reasons: OneOfEach<Reason> = {
  cancelled: [{ kind: "cancelled" }],
  archived: [{ kind: "archived" }],
  "payment-pending": [
    { kind: "payment-pending", status: "PENDING" },
    { kind: "payment-pending", status: "AUTHORIZED" },
    { kind: "payment-pending", status: "PARTIALLY_PAID" },
  ],
  "payment-failed": [
    { kind: "payment-failed", status: "EXPIRED" },
    { kind: "payment-failed", status: "VOIDED" },
  ],
  refunded: [{ kind: "refunded" }],
  "payment-status-unknown": [
    { kind: "payment-status-unknown", status: null },
    { kind: "payment-status-unknown", status: "DONATED" },
  ],
  "on-hold": [{ kind: "on-hold" }],
  "fulfillment-not-required": [{ kind: "fulfillment-not-required" }],
  "already-fulfilled": [{ kind: "already-fulfilled" }],
  "fulfillment-status-unknown": [{ kind: "fulfillment-status-unknown", status: "TELEPORTED" }],
  "created-before-activation": [{ kind: "created-before-activation", since: "2026-11-01T00:00:00Z" }],
  "nothing-to-import": [{ kind: "nothing-to-import" }],
  "deleted-in-katana": [{ kind: "deleted-in-katana", salesOrderNo: "#1001" }],
  "deleted-by-tandem": deletionCauses.map((because) => ({ kind: "deleted-by-tandem", salesOrderNo: "#1001", because })),
  "already-imported": [{ kind: "already-imported", salesOrderNo: "#1001" }],
  "ambiguous-sku": [{ kind: "ambiguous-sku", sku: "CHAIR", variantIds: [variantId(8), variantId(9)] }],
  "currency-refused": [{ kind: "currency-refused", currency: "SEK" }],
  "not-active": [{ kind: "not-active" }],
};

const stepKinds: readonly Step["kind"][] = [
  "create-tax-rate",
  "create-customer",
  "create-product",
  "create-service",
  "create-sales-order",
  "create-shipping-fee",
];

const replacing = { replaced: false };
const rowChanges: readonly RowChange[] = [
  { field: "quantity", from: decimal("1"), to: 3, ...replacing },
  { field: "price", from: decimal("10"), to: decimal("12"), ...replacing },
  { field: "discount", from: decimal("0"), to: decimal("1"), ...replacing },
  { field: "tax", from: decimal("20"), to: decimal("9"), ...replacing },
  { field: "location", from: null, to: katanaLocationId(11), ...replacing },
];

const row = { rowId: salesOrderRowId(60001), key: lineId("101"), name: "Oak chair" };
const fee = { description: "Standard", amount: decimal("5"), taxPercent: decimal("20") };
const manufacturingOrder = manufacturingOrderId(77);

const changeSteps: OneOfEach<ChangeStep> = {
  "create-row": [
    {
      kind: "create-row",
      salesOrderId: salesOrderId(40001),
      name: "Oak chair",
      row: {
        key: lineId("101"),
        variant: { kind: "existing", id: variantId(501) },
        sku: "CHAIR",
        quantity: 2,
        pricePerUnit: decimal("10"),
        discount: decimal("0"),
        taxPercent: decimal("20"),
        locationId: null,
        properties: [],
      },
    },
  ],
  "update-row": [{ kind: "update-row", ...row, changes: rowChanges, manufacturingOrderId: null }],
  "delete-row": [{ kind: "delete-row", ...row, quantity: decimal("2") }],
  "release-manufacturing-order": (["quantity", "delete"] as const).map((before) => ({
    kind: "release-manufacturing-order",
    manufacturingOrderId: manufacturingOrder,
    rowId: row.rowId,
    name: row.name,
    before,
  })),
  "follow-manufacturing-order": [
    { kind: "follow-manufacturing-order", manufacturingOrderId: manufacturingOrder, quantity: 3 },
  ],
  "update-shipping-fee": [{ kind: "update-shipping-fee", id: shippingFeeId(7), from: decimal("4"), fee }],
  "delete-shipping-fee": [{ kind: "delete-shipping-fee", id: shippingFeeId(7), from: decimal("4") }],
  "delete-sales-order": [
    { kind: "delete-sales-order", salesOrderId: salesOrderId(40001), salesOrderNo: "#1001", because: "cancelled" },
  ],
};

const changeStepKinds = Object.keys(changeSteps) as readonly ChangeStep["kind"][];

const blocks: OneOfEach<Block> = {
  "row-protected": (["shipped", "invoiced"] as const).flatMap((cause) => [
    { kind: "row-protected", name: "Oak chair", cause, change: { kind: "removed" } },
    { kind: "row-protected", name: "Oak chair", cause, change: { kind: "changed", changes: rowChanges } },
  ]),
  "row-split": [0, 6].map((wanted) => ({
    kind: "row-split",
    name: "Oak chair",
    parts: [decimal("3"), decimal("2")],
    wanted,
  })),
  "row-not-taken": [1, 2].map((quantity) => ({ kind: "row-not-taken", name: "Oak chair", quantity })),
  "row-not-matched": reasons["ambiguous-sku"].map((reason) => ({ kind: "row-not-matched", name: "Oak chair", reason })),
  "row-missing": [{ kind: "row-missing", name: "Oak chair", quantity: 2 }],
  "row-not-movable": (["shipped", "invoiced", "made-to-order"] as const).map((cause) => ({
    kind: "row-not-movable",
    name: "Oak chair",
    cause,
  })),
  "shipping-fee-fixed": [decimal("5"), null].map((wanted) => ({ kind: "shipping-fee-fixed", wanted })),
  "sales-order-not-deletable": (["cancelled", "refunded", "archived", "emptied"] as const).flatMap((because) =>
    (["invoiced", "has-returns"] as const).map((cause) => ({ kind: "sales-order-not-deletable", because, cause })),
  ),
  "katana-refused": [...stepKinds, ...changeStepKinds].map((step) => ({
    kind: "katana-refused",
    step,
    words: "rate must be a number.",
  })),
  "two-sales-orders": [{ kind: "two-sales-orders", salesOrderNos: ["SO-1", "SO-2"] }],
  "adopted-rows-unmatched": [
    { kind: "adopted-rows-unmatched", lines: ["2 × CHAIR"], rows: [] },
    { kind: "adopted-rows-unmatched", lines: [], rows: ["1 × TABLE"] },
  ],
  "fulfillment-not-carried": (
    ["no-row", "not-enough-left", "not-whole", "on-hold", "scheduled", "not-open"] as const
  ).flatMap((cause) =>
    (["katana", "shopify"] as const).flatMap((to) => [
      { kind: "fulfillment-not-carried", to, fulfillment: "#1001-F1", line: "Oak chair", cause },
      { kind: "fulfillment-not-carried", to, fulfillment: null, line: null, cause },
    ]),
  ),
  "fulfillment-refused": (["katana", "shopify"] as const).map((to) => ({
    kind: "fulfillment-refused",
    to,
    fulfillment: to === "katana" ? "#1001-F1" : null,
    words: "the period is closed.",
  })),
  "fulfillment-left": [{ kind: "fulfillment-left", fulfillment: "#1001-F1" }],
  "line-without-row": [{ kind: "line-without-row", name: "Oak chair" }],
  "not-shown-by-shopify": [{ kind: "not-shown-by-shopify" }],
  "return-not-fulfilled": [{ kind: "return-not-fulfilled", name: "#1001-R1", lines: ["Oak chair", "Table"] }],
  "return-mixed": [{ kind: "return-mixed", name: "#1001-R1", restocked: 1, returned: 2 }],
  "return-kept": [{ kind: "return-kept", name: "#1001-R1" }],
  "return-not-closable": [{ kind: "return-not-closable", name: "#1001-R1" }],
  "return-refused": (["close-return", "create-sales-return"] as const).map((step) => ({
    ...{ kind: "return-refused", name: "#1001-R1" },
    ...{ step, words: "it said so." },
  })),
  "return-status-unknown": [{ kind: "return-status-unknown", name: "#1001-R1", status: "LOST" }],
};

const waits: OneOfEach<Wait> = {
  routing: [{ kind: "routing", until: "2026-11-10T09:02:00Z" }],
  "location-unmatched": [{ kind: "location-unmatched", locationId: shopifyLocationId("3"), locationName: "Pop-up" }],
  "unknown-create": [{ kind: "unknown-create", until: "2026-11-10T09:02:00Z" }],
  "unknown-change": [{ kind: "unknown-change", until: "2026-11-10T09:03:00Z" }],
  "other-account": [{ kind: "other-account", salesOrderNo: "#1001" }],
  paused: [{ kind: "paused" }],
  "katana-not-read": [{ kind: "katana-not-read" }],
};

const partKinds: readonly TotalsPart["kind"][] = [
  "shipping-fee-apart",
  "shipping-not-brought",
  "refunded-after-sent",
  "rows-differ",
  "tax-rounding",
  "unexplained",
];

const totals: readonly TotalsComparison[] = [
  ...partKinds.flatMap((kind) =>
    ["3.1", "-0.004"].map((amount) => ({
      currency: "EUR",
      shopifyTotal: decimal("47.98"),
      katanaTotal: decimal("44.88"),
      difference: decimal("-3.1"),
      parts: [{ kind, amount: decimal(amount) }],
    })),
  ),
  { currency: "EUR", shopifyTotal: decimal("47.98"), katanaTotal: null, difference: null, parts: [] },
  {
    currency: "EUR",
    shopifyTotal: decimal("47.98"),
    katanaTotal: decimal("47.98"),
    difference: decimal("0"),
    parts: [],
  },
];

const notices: OneOfEach<Notice> = {
  "default-location-used": [
    { kind: "default-location-used", cause: "not-routed" },
    { kind: "default-location-used", cause: "location-deleted" },
  ],
  "sku-differs-in-case": [{ kind: "sku-differs-in-case", sku: "CHAIR", other: "chair" }],
  "taxes-differ": [
    { kind: "taxes-differ", of: "shipping" },
    { kind: "taxes-differ", of: "additional-fees" },
  ],
  "pickup-to-be-marked": [{ kind: "pickup-to-be-marked" }],
  "fulfillments-left-aside": [1, 2].map((count) => ({ kind: "fulfillments-left-aside", count })),
  "totals-differ": totals.map((comparison) => ({ kind: "totals-differ", comparison })),
};

const failuresOf = (side: Side): OneOfEach<CallFailure> => {
  const words = "it said so.";
  return {
    "rate-limited": [{ kind: "rate-limited", side, retryAfterMs: 1_000 }],
    unavailable: [{ kind: "unavailable", side, words }],
    unauthorized: [{ kind: "unauthorized", side, words }],
    rejected: [{ kind: "rejected", side, status: 422, words }],
    unreadable: [{ kind: "unreadable", side, path: "order.id", words }],
    "unknown-outcome": [{ kind: "unknown-outcome", side, words }],
    internal: [{ kind: "internal", words }],
  };
};

const reason: Reason = { kind: "on-hold" };
const wait: Wait = { kind: "paused" };
const block: Block = { kind: "not-shown-by-shopify" };

const carriedChanges: readonly CarriedChange[] = [
  { what: "row-added", name: "Oak chair", quantity: 2 },
  { what: "row-changed", name: "Oak chair", changes: rowChanges },
  { what: "row-changed", name: "Oak chair", changes: rowChanges.map((change) => ({ ...change, replaced: true })) },
  { what: "row-deleted", name: "Oak chair", quantity: decimal("2") },
  { what: "manufacturing-order-deleted", name: "Oak chair" },
  { what: "manufacturing-order-unlinked", name: "Oak chair" },
  { what: "manufacturing-order-changed", quantity: 3 },
  { what: "shipping-fee-added", to: decimal("5") },
  { what: "shipping-fee-changed", from: decimal("4"), to: decimal("5") },
  { what: "shipping-fee-deleted", from: decimal("4") },
];

const theReturn = { name: "#1001-R1", returnId: returnId("71") };
const returnRow = { fulfillmentRowId: fulfillmentRowId(9001), quantity: 2, reasonId: null, restockLocationId: null };
const agreedReturnRow = { ...returnRow, rowId: salesReturnRowId(801) };
const returnSteps: OneOfEach<ReturnStep> = {
  "create-sales-return": [
    {
      ...{ kind: "create-sales-return", ...theReturn },
      ...{ salesOrderId: salesOrderId(40001), locationId: katanaLocationId(11), createdAt: "2026-11-10T09:00:00Z" },
    },
  ],
  "create-sales-return-row": [1, 2].map((quantity) => ({
    ...{ kind: "create-sales-return-row", ...theReturn },
    row: { ...returnRow, variantId: variantId(501), quantity },
  })),
  "update-sales-return-row": [
    { quantity: 3 },
    { reasonId: returnReasonId(31), restockLocationId: katanaLocationId(11) },
  ].map((changes) => ({ kind: "update-sales-return-row", ...theReturn, changes, agreed: agreedReturnRow })),
  "delete-sales-return-row": [{ kind: "delete-sales-return-row", ...theReturn, rowId: agreedReturnRow.rowId }],
  "set-sales-return-status": (["RETURNED_ALL", "RESTOCKED_ALL"] as const).map((status) => ({
    ...{ kind: "set-sales-return-status", ...theReturn },
    status,
  })),
  "delete-sales-return": [{ kind: "delete-sales-return", ...theReturn, salesReturnId: salesReturnId(1200) }],
  "close-return": [{ kind: "close-return", ...theReturn }],
};

const notes: OneOfEach<TimelineNote> = {
  "return-carried": flat<ReturnStep>(returnSteps).map((step) => ({
    kind: "return-carried",
    cause: "order",
    details: { step },
  })),
  judged: [
    { kind: "judged", cause: "order", details: { before: [], after: [reason] } },
    { kind: "judged", cause: "person", details: { before: [reason], after: [] } },
  ],
  waited: [
    { kind: "waited", cause: "order", details: { before: [], after: [wait] } },
    { kind: "waited", cause: "order", details: { before: [wait], after: [] } },
  ],
  blocked: [
    { kind: "blocked", cause: "order", details: { before: [], after: [block] } },
    { kind: "blocked", cause: "order", details: { before: [block], after: [] } },
  ],
  failed: [{ kind: "failed", cause: "order", details: { failure: { kind: "internal", words: "it said so." } } }],
  imported: [1, 2].map((rows) => ({
    kind: "imported",
    cause: "order",
    details: { salesOrderNo: "#1001", rows, shopifyTotal: "12.00", katanaTotal: "12.00" },
  })),
  "found-made": [{ kind: "found-made", cause: "look-up", details: { salesOrderNo: "#1001" } }],
  "found-deleted": [{ kind: "found-deleted", cause: "look-up", details: { salesOrderNo: "#1001" } }],
  deleted: deletionCauses.map((because) => ({
    kind: "deleted",
    cause: "order",
    details: { salesOrderNo: "#1001", because },
  })),
  changed: carriedChanges.map((details) => ({ kind: "changed", cause: "order", details })),
  "fulfillment-carried": [
    { to: "katana", fulfillment: "#1001-F1", units: 1, trackingNumber: null, customerNotified: false } as const,
    { to: "katana", fulfillment: "#1001-F1", units: 2, trackingNumber: "1Z", customerNotified: false } as const,
    { to: "shopify", fulfillment: "4001", units: 2, trackingNumber: "1Z", customerNotified: true } as const,
    { to: "shopify", fulfillment: "4001", units: 1, trackingNumber: null, customerNotified: false } as const,
    { to: "shopify", fulfillment: null, units: 1, trackingNumber: null, customerNotified: false } as const,
  ].map((details) => ({ kind: "fulfillment-carried", cause: "order", details })),
  "fulfillment-delivered": [{}, { withoutBatch: 1 }, { withoutBatch: 2 }].map((batches) => ({
    kind: "fulfillment-delivered",
    cause: "order",
    details: { fulfillment: "#1001-F1", ...batches },
  })),
  "carry-over-asked": [{ kind: "carry-over-asked", cause: "person", details: { by: "548380009" } }],
  adopted: [{ kind: "adopted", cause: "look-up", details: { salesOrderNo: "#1001" } }],
  "double-removed": [{ kind: "double-removed", cause: "look-up", details: { removed: "#1001 (acme)", kept: "#1001" } }],
  "sync-asked": ["", "548380009"].map((by) => ({ kind: "sync-asked", cause: "person", details: { by } })),
  "import-anyway-asked": [{ kind: "import-anyway-asked", cause: "person", details: { by: "548380009" } }],
};

export const everyNote: readonly TimelineNote[] = flat<TimelineNote>(notes);
export const everyChangeStep: readonly ChangeStep[] = flat<ChangeStep>(changeSteps);
export const everyReason: readonly Reason[] = flat<Reason>(reasons);
export const everyBlock: readonly Block[] = flat<Block>(blocks);
export const everyWait: readonly Wait[] = flat<Wait>(waits);
export const everyNotice: readonly Notice[] = flat<Notice>(notices);
export const everyFailure: readonly CallFailure[] = [
  ...flat<CallFailure>(failuresOf("shopify")),
  ...flat<CallFailure>(failuresOf("katana")),
];
