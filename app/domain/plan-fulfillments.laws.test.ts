import fc from "fast-check";
import { expect, it } from "vitest";
import { unitsLeft } from "./fulfillment.ts";
import type { LineUnits } from "./fulfillment.ts";
import {
  aFulfillmentWorld,
  cancelInShopify,
  carryOut,
  chair,
  goInKatana,
  goneUnits,
  plan,
  setInKatana,
  shipInShopify,
  sync,
  table,
  units,
} from "./testing/fulfillment-world.ts";
import type { FulfillmentWorld } from "./testing/fulfillment-world.ts";

/** What a person does on one of the sides; impossible ones do nothing. */
type Act =
  | { readonly do: "ship"; readonly chairs: number; readonly tables: number }
  | { readonly do: "pack" | "deliver"; readonly chairs: number; readonly tables: number }
  | { readonly do: "cancel" | "unpack" | "finish"; readonly which: number }
  | { readonly do: "sync"; readonly steps: number; readonly lost: boolean };

const goods = { chairs: fc.nat({ max: 3 }), tables: fc.nat({ max: 2 }) };
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant("ship" as const), ...goods }),
  fc.record({ do: fc.constantFrom("pack" as const, "deliver" as const), ...goods }),
  fc.record({
    do: fc.constantFrom("cancel" as const, "unpack" as const, "finish" as const),
    which: fc.nat({ max: 4 }),
  }),
  fc.record({ do: fc.constant("sync" as const), steps: fc.nat({ max: 3 }), lost: fc.boolean() }),
);

const linesOf = ({ chairs, tables }: { readonly chairs: number; readonly tables: number }): readonly LineUnits[] =>
  [units(chair, chairs), units(table, tables)].filter(({ quantity }) => quantity > 0);

const fits = (world: FulfillmentWorld, lines: readonly LineUnits[], side: "shopify" | "katana"): boolean => {
  const gone = goneUnits(world)[side] as Readonly<Record<string, number>>;
  return (
    lines.length > 0 &&
    lines.every(({ lineId, quantity }) => (gone[lineId] ?? 0) + quantity <= (lineId === chair ? 3 : 2))
  );
};

/** A run that is cut off after some steps; the answer of the last one may be lost. */
const cutOff = (world: FulfillmentWorld, { steps, lost }: Extract<Act, { do: "sync" }>): FulfillmentWorld => {
  const { kept, steps: planned } = plan(world);
  return planned
    .slice(0, steps)
    .reduce<FulfillmentWorld>((so, step, index) => carryOut(so, step, lost && index === steps - 1), { ...world, kept });
};

const happen = (world: FulfillmentWorld, one: Act): FulfillmentWorld => {
  switch (one.do) {
    case "ship":
      return fits(world, linesOf(one), "shopify") ? shipInShopify(world, linesOf(one)) : world;
    case "pack":
    case "deliver":
      return fits(world, linesOf(one), "katana")
        ? goInKatana(world, linesOf(one), { delivered: one.do === "deliver" })
        : world;
    case "cancel": {
      const { fulfillments } = world.order;
      return cancelInShopify(world, fulfillments[one.which % Math.max(1, fulfillments.length)]?.gid ?? "");
    }
    case "unpack":
    case "finish": {
      const found = world.fulfillments[one.which % Math.max(1, world.fulfillments.length)];
      return found === undefined
        ? world
        : setInKatana(world, found.id, one.do === "unpack" ? null : { delivered: true });
    }
    case "sync":
      return cutOff(world, one);
  }
};

const history = fc.array(act, { maxLength: 12 }).map((acts) => acts.reduce(happen, aFulfillmentWorld()));

const settled = (world: FulfillmentWorld): FulfillmentWorld => sync({ ...world, now: world.now + 3_600_000 });

it("[FUL-9] planned again after it was carried out, nothing is left to be done", () => {
  fc.assert(
    fc.property(history, (world) => {
      expect(plan(settled(world)).steps).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

it("[FUL-9] nothing is ever fulfilled beyond what was ordered, whatever is cut off or lost", () => {
  fc.assert(
    fc.property(history, (world) => {
      const gone = goneUnits(settled(world));
      for (const side of [gone.shopify, gone.katana] as readonly Readonly<Record<string, number>>[]) {
        expect(side[chair] ?? 0).toBeLessThanOrEqual(3);
        expect(side[table] ?? 0).toBeLessThanOrEqual(2);
      }
    }),
    { numRuns: 1_000 },
  );
});

it("[FUL-2] in the end both sides agree, or a block says why not; what was cancelled in Shopify may stay gone in Katana", () => {
  fc.assert(
    fc.property(history, (world) => {
      const end = settled(world);
      const gone = goneUnits(end);
      if (end.order.fulfillments.some(({ succeeded }) => !succeeded) || plan(end).blocks.length > 0) return;
      expect(gone.shopify).toEqual(gone.katana);
    }),
    { numRuns: 1_000 },
  );
});

it("[FUL-9] every unit of a fulfillment belongs to at most one pair", () => {
  fc.assert(
    fc.property(history, (world) => {
      const { kept, order } = settled(world);
      const halves = kept.pairs.flatMap(({ shopify }) => shopify);
      for (const { gid, lines } of order.fulfillments) {
        const paired = halves.filter((half) => half.gid === gid).flatMap((half) => half.lines);
        expect(unitsLeft(paired, lines)).toEqual([]);
      }
      const ids = kept.pairs.flatMap(({ katana }) => katana ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

it("[FUL-9] stopping after any step and planning again ends the same", () => {
  fc.assert(
    fc.property(history, fc.nat({ max: 4 }), (world, steps) => {
      const later = { ...world, now: world.now + 3_600_000 };
      expect(goneUnits(sync(sync(later, steps)))).toEqual(goneUnits(sync(later)));
    }),
    { numRuns: 500 },
  );
});
