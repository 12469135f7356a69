import { delivered, pairInKatana, pairInShopify } from "../agree-on-fulfillment.ts";
import { oweFulfillment } from "../agree-on-fulfillment.ts";
import { noFulfillments } from "../fulfillment-pair.ts";
import type { FulfillmentStep } from "../fulfillment-step.ts";
import { unitsByLine } from "../fulfillment.ts";
import type { KatanaFulfillment, LineUnits, Tracking } from "../fulfillment.ts";
import type { KatanaFulfillmentId, LineId, SalesOrderRowId } from "../ids.ts";
import type { Fulfillment, Order } from "../order.ts";
import { planFulfillments } from "../plan-fulfillments.ts";
import type { FulfillmentInput, FulfillmentPlan } from "../plan-fulfillments.ts";
import { imported } from "./build-link.ts";
import { aLine, anOrder } from "./build-order.ts";
import { aPlanInput } from "./build-plan-input.ts";
import { decimal, lineId } from "./ids.ts";
import { someReferences, aVariant } from "./build-references.ts";
import { variantId } from "./ids.ts";

/** An order that came over, with what has gone on either side: what people and Tandem make of it, one after another. */
export type FulfillmentWorld = FulfillmentInput;

export const chair = lineId("101");
export const table = lineId("102");

const chairs = aLine({ id: chair, title: "Oak chair", orderedQuantity: 3 });
const tables = aLine({ id: table, title: "Oak table", sku: "TABLE", orderedQuantity: 2 });
export const references = someReferences({
  variantsBySku: new Map([
    ["CHAIR", [aVariant()]],
    ["TABLE", [aVariant({ id: variantId(502), sku: "TABLE" })]],
  ]),
});

export const start = "2026-11-10T10:00:00.000Z";

/** Three chairs (row 60001) and two tables (row 60002), nothing gone. */
export const aFulfillmentWorld = (
  order: Order = anOrder({ lines: [chairs, tables] }),
  overrides: Partial<FulfillmentInput> = {},
): FulfillmentWorld => {
  const { link, actual } = imported(order, references);
  return {
    order,
    now: Date.parse("2026-11-12T09:00:00Z"),
    times: { syncedSince: null, cameOverAt: start, carryOverAt: null, activeSince: start },
    locations: aPlanInput().locations,
    agreed: link.agreed,
    salesOrder: actual.salesOrder,
    fulfillments: [],
    kept: noFulfillments,
    ...overrides,
  };
};

export const units = (line: LineId, quantity: number): LineUnits => ({ lineId: line, quantity });

/** For ids of new fulfillments on either side: none is given twice, not even that of a deleted one. */
const nextNumber = ({ order, fulfillments, kept }: FulfillmentWorld): number => {
  const ids = [
    ...fulfillments.map(({ id }) => id),
    ...[...kept.pairs, ...kept.unsure].map(({ katana }) => katana ?? 0),
  ];
  const gids = order.fulfillments.map(({ gid }) => Number(gid.split("/").at(-1)));
  return Math.max(0, ...gids, ...ids.map((id) => id - 8000)) + 1;
};

const withOrder = (world: FulfillmentWorld, order: Partial<Order>): FulfillmentWorld => ({
  ...world,
  order: { ...world.order, ...order },
});

/** Takes the units off the fulfillment orders and lines, and adds the fulfillment. What is not there any more is not taken. */
const goInShopify = (world: FulfillmentWorld, fulfillment: Fulfillment): FulfillmentWorld => {
  const { order } = world;
  const left = new Map(unitsByLine(fulfillment.lines));
  const taken = order.fulfillmentOrders.map((one) => ({
    ...one,
    lines: one.lines.map((line) => {
      const part = Math.min(line.remaining, left.get(line.lineId) ?? 0);
      left.set(line.lineId, (left.get(line.lineId) ?? 0) - part);
      return { ...line, remaining: line.remaining - part };
    }),
  }));
  const gone = unitsByLine(fulfillment.lines);
  return withOrder(world, {
    fulfillmentOrders: taken,
    lines: order.lines.map((line) => ({
      ...line,
      unfulfilledQuantity: line.unfulfilledQuantity - (gone.get(line.id) ?? 0),
    })),
    fulfillments: [...order.fulfillments, fulfillment],
  });
};

/** The merchant fulfils in Shopify. */
export const shipInShopify = (
  world: FulfillmentWorld,
  lines: readonly LineUnits[],
  overrides: Partial<Fulfillment> = {},
): FulfillmentWorld => {
  const number = nextNumber(world);
  return goInShopify(world, {
    gid: `gid://shopify/Fulfillment/${String(number)}`,
    name: `#1001-F${String(number)}`,
    createdAt: `2026-11-11T09:00:${String(number % 60).padStart(2, "0")}Z`,
    succeeded: true,
    tracking: null,
    lines,
    ...overrides,
  });
};

/** The merchant cancels a fulfillment in Shopify. */
export const cancelInShopify = (world: FulfillmentWorld, gid: string): FulfillmentWorld => {
  const { order } = world;
  const cancelled = order.fulfillments.find((one) => one.gid === gid && one.succeeded);
  if (cancelled === undefined) return world;
  const back = unitsByLine(cancelled.lines);
  return withOrder(world, {
    fulfillments: order.fulfillments.map((one) => (one === cancelled ? { ...one, succeeded: false } : one)),
    lines: order.lines.map((line) => ({
      ...line,
      unfulfilledQuantity: line.unfulfilledQuantity + (back.get(line.id) ?? 0),
    })),
    fulfillmentOrders: order.fulfillmentOrders.map((one, index) =>
      index > 0
        ? one
        : {
            ...one,
            lines: one.lines.map((line) => ({ ...line, remaining: line.remaining + (back.get(line.lineId) ?? 0) })),
          },
    ),
  });
};

export const rowOf = ({ salesOrder }: FulfillmentWorld, line: string): SalesOrderRowId =>
  salesOrder.rows.find(({ key }) => key === line)?.id ?? (0 as SalesOrderRowId);

/** A person packs or delivers in Katana. */
export const goInKatana = (
  world: FulfillmentWorld,
  lines: readonly LineUnits[],
  overrides: Partial<KatanaFulfillment> = {},
): FulfillmentWorld => ({
  ...world,
  fulfillments: [
    ...world.fulfillments,
    {
      id: (8000 + nextNumber(world)) as KatanaFulfillmentId,
      delivered: true,
      shippedAt: `2026-11-11T10:00:${String(nextNumber(world) % 60).padStart(2, "0")}Z`,
      tracking: null,
      rows: lines.map(({ lineId: line, quantity }) => ({
        rowId: rowOf(world, line),
        quantity: decimal(String(quantity)),
      })),
      ...overrides,
    },
  ],
});

export const setInKatana = (
  world: FulfillmentWorld,
  id: KatanaFulfillmentId,
  change: Partial<KatanaFulfillment> | null,
): FulfillmentWorld => ({
  ...world,
  fulfillments: world.fulfillments.flatMap((one) =>
    one.id !== id ? [one] : change === null ? [] : [{ ...one, ...change }],
  ),
});

const sent = { sentAt: "2026-11-12T09:00:00.000Z", until: "2026-11-12T09:01:20.000Z" };

/** Carries one step out, as the run does. `loseAnswer`: it takes effect and nobody learns of it. */
export const carryOut = (world: FulfillmentWorld, step: FulfillmentStep, loseAnswer = false): FulfillmentWorld => {
  const { kept } = world;
  switch (step.kind) {
    case "deliver-sales-order-fulfillment": {
      const done = setInKatana(world, step.id, { delivered: true });
      return loseAnswer ? done : { ...done, kept: delivered(kept, step.id) };
    }
    case "create-sales-order-fulfillment": {
      const id = (8000 + nextNumber(world)) as KatanaFulfillmentId;
      const { rows, tracking, pickedDate } = step;
      const made = { id, delivered: true, shippedAt: pickedDate, tracking, rows };
      const owing = oweFulfillment(kept, step, sent);
      const fulfillments = [...world.fulfillments, made];
      return { ...world, fulfillments, kept: loseAnswer ? owing : pairInKatana(owing, step, id) };
    }
    case "create-fulfillment": {
      const owing = oweFulfillment(kept, step, sent);
      const number = nextNumber(world);
      const gid = `gid://shopify/Fulfillment/${String(number)}`;
      const parcel: Fulfillment = {
        gid,
        name: `#1001-F${String(number)}`,
        createdAt: "2026-11-12T09:00:01Z",
        succeeded: true,
        tracking: step.tracking,
        lines: step.lines,
      };
      const done = goInShopify(world, parcel);
      return { ...done, kept: loseAnswer ? owing : pairInShopify(owing, step, gid) };
    }
  }
};

export const plan = (world: FulfillmentWorld): FulfillmentPlan => planFulfillments(world);

/** Plans and carries out the first `steps` of the plan, all of them unless told otherwise. */
export const sync = (world: FulfillmentWorld, steps = Infinity): FulfillmentWorld => {
  const { kept, steps: planned } = plan(world);
  const isCutOff = steps < planned.length;
  const done = planned.slice(0, steps).reduce<FulfillmentWorld>((so, step) => carryOut(so, step), { ...world, kept });
  return { ...done, kept: { ...done.kept, waiting: isCutOff || kept.waiting } };
};

/** Units of each line that have gone, on both sides. */
export const goneUnits = (world: FulfillmentWorld): { readonly shopify: object; readonly katana: object } => {
  const { order, fulfillments, salesOrder } = world;
  const inShopify = unitsByLine(order.fulfillments.filter(({ succeeded }) => succeeded).flatMap(({ lines }) => lines));
  const keyOf = new Map(salesOrder.rows.map(({ id, key }) => [id, key] as const));
  const inKatana = unitsByLine(
    fulfillments
      .flatMap(({ rows }) => rows)
      .map(({ rowId, quantity }) => ({ lineId: keyOf.get(rowId) as LineId, quantity: Number(quantity) })),
  );
  const sorted = (all: ReadonlyMap<LineId, number>): object =>
    Object.fromEntries([...all].filter(([, count]) => count > 0).toSorted(([a], [b]) => a.localeCompare(b)));
  return { shopify: sorted(inShopify), katana: sorted(inKatana) };
};

export const tracked = (number: string): Tracking => ({ number, url: null, carrier: "UPS" });
