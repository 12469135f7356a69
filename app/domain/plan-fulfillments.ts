import { carryToKatana, shippedLines } from "./carry-to-katana.ts";
import type { OpenRow } from "./carry-to-katana.ts";
import { carryToShopify } from "./carry-to-shopify.ts";
import type { Shipment } from "./carry-to-shopify.ts";
import { closeRemainder } from "./close-remainder.ts";
import { compare, toNumber, zero } from "./decimal.ts";
import { unitsLeft } from "./fulfillment.ts";
import type { KatanaFulfillment } from "./fulfillment.ts";
import { asideOf, isLive } from "./fulfillment-times.ts";
import type { FulfillmentTimes } from "./fulfillment-times.ts";
import { isLeft } from "./fulfillment-pair.ts";
import type { FulfillmentPair, KeptFulfillments } from "./fulfillment-pair.ts";
import { carriedName, fulfillmentFingerprint } from "./fulfillment-step.ts";
import type { FulfillmentStep } from "./fulfillment-step.ts";
import type { KatanaLocationId, LineId, RowKey, SalesOrderRowId, ShopifyLocationId } from "./ids.ts";
import { openParts, pickupLines } from "./open-fulfillment-orders.ts";
import { endOf } from "./quantity.ts";
import type { Order } from "./order.ts";
import { unpairedInShopify } from "./fulfillment-pairing.ts";
import { carriedOf, pairFulfillments } from "./pair-fulfillments.ts";
import type { KatanaSide } from "./fulfillment-pairing.ts";
import type { Block, Notice, Wait } from "./plan.ts";
import { openUnits, rowLines } from "./row-lines.ts";
import type { ActualSalesOrder, AgreedSalesOrder } from "./sales-order.ts";

export interface FulfillmentInput {
  readonly order: Order;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly times: FulfillmentTimes;
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
  readonly agreed: AgreedSalesOrder;
  readonly salesOrder: ActualSalesOrder;
  readonly fulfillments: readonly KatanaFulfillment[];
  readonly kept: KeptFulfillments;
}

export interface FulfillmentPlan {
  readonly steps: readonly FulfillmentStep[];
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
  readonly waits: readonly Wait[];
  /** What turned out to belong together; kept before any step is carried out. */
  readonly kept: KeptFulfillments;
}

const byAge = (one: KatanaFulfillment, other: KatanaFulfillment): number =>
  (one.shippedAt ?? "").localeCompare(other.shippedAt ?? "") || one.id - other.id;

const katanaSides = (
  { order, fulfillments }: FulfillmentInput,
  keys: ReadonlyMap<SalesOrderRowId, RowKey>,
): readonly KatanaSide[] => {
  const known = shippedLines(order);
  return fulfillments.toSorted(byAge).map((one) => ({
    ...one,
    lines: one.rows.flatMap(({ rowId, quantity }) => {
      const lineId = known.find((line) => line === keys.get(rowId));
      return lineId === undefined ? [] : [{ lineId, quantity: toNumber(quantity) }];
    }),
  }));
};

/** FUL-12: a person wants what lost its half in Katana to be carried over anew. */
const wantedAgain = ({ leftSince }: FulfillmentPair, { carryOverAt }: FulfillmentTimes): boolean =>
  leftSince !== null && carryOverAt !== null && carryOverAt > leftSince;

const leftBlocks = ({ pairs }: KeptFulfillments, succeeded: Order["fulfillments"]): readonly Block[] =>
  succeeded
    .filter(({ gid }) => pairs.some((pair) => isLeft(pair) && pair.shopify.some((half) => half.gid === gid)))
    .map(({ name }) => ({ kind: "fulfillment-left", fulfillment: name }));

const fromOf = ({ rows, lines }: KatanaSide, openRows: readonly OpenRow[]): ReadonlyMap<LineId, KatanaLocationId> =>
  new Map(
    lines.flatMap(({ lineId }) => {
      const open = openRows.find(({ row, key }) => key === lineId && rows.some(({ rowId }) => rowId === row.id));
      const locationId = open?.row.locationId ?? null;
      return locationId === null ? [] : [[lineId, locationId] as const];
    }),
  );

const isWhole = ({ lines }: KatanaSide): boolean => lines.every(({ quantity }) => Number.isInteger(quantity));

const shipmentsOf = (
  { times }: FulfillmentInput,
  { pairs }: KeptFulfillments,
  { sides, rows }: { readonly sides: readonly KatanaSide[]; readonly rows: readonly OpenRow[] },
): readonly Shipment[] =>
  sides
    .map((katana) => ({
      katana,
      lines: unitsLeft(katana.lines, carriedOf(pairs, katana.id)),
      notifyCustomer: isLive(katana.shippedAt, times),
      from: fromOf(katana, rows),
    }))
    .filter(({ lines }) => lines.length > 0);

const isRefused = (step: FulfillmentStep, { refusals }: KeptFulfillments) =>
  refusals.find((refusal) => refusal.step === fulfillmentFingerprint(step));

/** A refusal of what is no longer to be written is forgotten. */
const stillMeant = (steps: readonly FulfillmentStep[], { refusals }: KeptFulfillments) => {
  const meant = new Set(steps.map(fulfillmentFingerprint));
  return refusals.filter(({ step }) => meant.has(step));
};

const refusedBlocks = (steps: readonly FulfillmentStep[], kept: KeptFulfillments): readonly Block[] =>
  steps.flatMap((step): readonly Block[] => {
    const refusal = isRefused(step, kept);
    const to = step.kind === "create-fulfillment" ? "shopify" : "katana";
    return refusal === undefined
      ? []
      : [{ kind: "fulfillment-refused", to, fulfillment: carriedName(step), words: refusal.words }];
  });

const deliverySteps = ({ pairs }: KeptFulfillments, order: Order): readonly FulfillmentStep[] =>
  pairs.flatMap(({ katana, owesDelivery, shopify }): readonly FulfillmentStep[] => {
    const half = order.fulfillments.find(({ gid, succeeded }) => succeeded && shopify.some((one) => one.gid === gid));
    return katana === null || !owesDelivery || half === undefined
      ? []
      : [{ kind: "deliver-sales-order-fulfillment", id: katana, name: half.name }];
  });

/** Whether all of the sales order is delivered once the steps are done. */
const isAllDelivered = (rows: readonly OpenRow[], sides: readonly KatanaSide[], { pairs }: KeptFulfillments): boolean =>
  rows.length > 0 &&
  rows.every(({ left }) => compare(left, zero) === 0) &&
  sides.every(({ id, delivered }) => delivered || pairs.some((pair) => pair.katana === id && pair.owesDelivery));

interface Read {
  readonly kept: KeptFulfillments;
  readonly succeeded: Order["fulfillments"];
  readonly sides: readonly KatanaSide[];
  readonly rows: readonly OpenRow[];
}

const readBoth = (input: FulfillmentInput): Read => {
  const { order, agreed, salesOrder, fulfillments, now, times } = input;
  const keys = rowLines({ order, agreed, rows: salesOrder.rows });
  const sides = katanaSides(input, keys);
  const succeeded = order.fulfillments
    .filter((one) => one.succeeded)
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.gid.localeCompare(b.gid));
  const pairs = input.kept.pairs.filter((pair) => !wantedAgain(pair, times));
  const found = {
    now: new Date(now).toISOString(),
    kept: { ...input.kept, pairs },
    shopify: succeeded,
    katana: sides,
    pickup: pickupLines(order),
  };
  const gone = fulfillments.flatMap((fulfillment) => fulfillment.rows);
  const rows = openUnits(salesOrder.rows, gone).map((open) => ({ ...open, key: keys.get(open.row.id) ?? null }));
  return { kept: pairFulfillments(found), succeeded, sides, rows };
};

interface Carried extends Omit<FulfillmentPlan, "waits" | "kept"> {
  /** All that is to be carried, whether it can be now or not. */
  readonly due: readonly string[];
}

const carried = (input: FulfillmentInput, { kept, succeeded, sides, rows }: Read): Carried => {
  const { order, salesOrder, locations, times, agreed } = input;
  const isAside = asideOf(times, kept);
  const unpaired = unpairedInShopify(kept.pairs, succeeded);
  const fresh = unpaired.filter(({ gid, createdAt }) => !isAside({ key: gid, at: createdAt }));
  const toKatana = carryToKatana({ order, salesOrderId: salesOrder.id }, rows, fresh);
  const shipments = shipmentsOf(input, kept, { sides, rows });
  const due = shipments.filter(({ katana }) => !isAside({ key: String(katana.id), at: katana.shippedAt }));
  const parts = endOf(order) === "cancelled" ? [] : openParts(order);
  const toShopify = carryToShopify(
    { order, locations },
    parts,
    due.filter(({ katana }) => isWhole(katana)),
  );
  const broken = due
    .filter(({ katana }) => !isWhole(katana))
    .map(({ katana }): Block => ({
      kind: "fulfillment-not-carried",
      to: "shopify",
      fulfillment: String(katana.id),
      line: null,
      cause: "not-whole",
    }));
  const asideCount = unpaired.length - fresh.length + shipments.length - due.length;
  const blocks = [...toKatana.blocks, ...toShopify.blocks, ...broken, ...leftBlocks(kept, succeeded)];
  const sent = toShopify.steps.flatMap(({ lines }) => lines);
  const mayClose =
    blocks.length + asideCount + toShopify.notices.length === 0 && isAllDelivered(toKatana.rows, sides, kept);
  const closing = mayClose
    ? closeRemainder({ order, agreed, pairs: kept.pairs, locations, parts: toShopify.parts, sent })
    : { steps: [], blocks: [] };
  return {
    due: [...fresh.map(({ gid }) => gid), ...due.map(({ katana }) => String(katana.id))],
    steps: [...deliverySteps(kept, order), ...toKatana.steps, ...toShopify.steps, ...closing.steps],
    blocks: [...blocks, ...closing.blocks],
    notices: [
      ...toShopify.notices.slice(0, 1),
      ...(asideCount === 0 ? [] : [{ kind: "fulfillments-left-aside" as const, count: asideCount }]),
    ],
  };
};

/**
 * What has gone on one side and is to be said on the other, both ways (FUL-1 … FUL-10). First everything that is the same on both sides is
 * paired; only what is left over is carried. Planned again after the steps, or after any of them, nothing is carried twice.
 */
export const planFulfillments = (input: FulfillmentInput): FulfillmentPlan => {
  const read = readBoth(input);
  const { due: _dueBefore, ...kept } = read.kept;
  const { unsure } = kept;
  const { due, ...plan } = carried(input, read);
  const refused = refusedBlocks(plan.steps, read.kept);
  const until = unsure.map((sent) => sent.until).toSorted()[0];
  const waits: readonly Wait[] = until === undefined ? [] : [{ kind: "unknown-change", until }];
  const blocks = [...plan.blocks, ...refused];
  const isWaiting = blocks.length + waits.length > 0 || plan.notices.some(({ kind }) => kind === "pickup-to-be-marked");
  return {
    ...plan,
    blocks,
    waits,
    // While a write may still take effect nothing is sent that could double it.
    steps: waits.length > 0 ? [] : plan.steps.filter((step) => isRefused(step, read.kept) === undefined),
    kept: {
      ...kept,
      ...(due.length === 0 ? {} : { due }),
      refusals: stillMeant(plan.steps, read.kept),
      waiting: isWaiting,
    },
  };
};
