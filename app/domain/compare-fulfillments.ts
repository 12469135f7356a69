import { toNumber } from "./decimal.ts";
import type { FulfillmentPair, KeptFulfillments } from "./fulfillment-pair.ts";
import { isLeft, linesOf } from "./fulfillment-pair.ts";
import { unitsLeft } from "./fulfillment.ts";
import type { KatanaFulfillment } from "./fulfillment.ts";
import type { LineId, SalesOrderRowId } from "./ids.ts";
import type { Fulfillment } from "./order.ts";
import { pairedLines, unpairedInShopify } from "./fulfillment-pairing.ts";

export interface FulfillmentSides {
  readonly kept: KeptFulfillments;
  /** Null: not read. */
  readonly shopify: readonly Fulfillment[] | null;
  /** Null: not read. */
  readonly katana: readonly KatanaFulfillment[] | null;
  /** Which line each row stands for; rows without one are left out. */
  readonly lineOf: ReadonlyMap<SalesOrderRowId, LineId>;
}

/** How one movement of goods stands between both sides. */
export type MovementState =
  /** FUL-9: made by Tandem on the other side, or by people on both. */
  | { readonly kind: "paired"; readonly origin: FulfillmentPair["origin"] }
  /** FUL-3: Shopify takes no more of it yet. */
  | { readonly kind: "carried-in-part" }
  /** FUL-5: cancelled in Shopify since; null: it never had a counterpart. */
  | { readonly kind: "cancelled"; readonly origin: FulfillmentPair["origin"] | null }
  /** FUL-9: deleted in Katana since; noted once Tandem looked at the order after that. */
  | { readonly kind: "left"; readonly origin: FulfillmentPair["origin"]; readonly isNoted: boolean }
  | { readonly kind: "unpaired"; readonly side: "shopify" | "katana" };

/** The same movement of goods on both sides, or on the one where it was made. What was not read is left out. */
export interface Movement {
  readonly key: string;
  readonly shopify: readonly Fulfillment[];
  readonly katana: KatanaFulfillment | null;
  readonly state: MovementState;
}

type Halves = Pick<Movement, "shopify" | "katana">;

const isCancelled = (shopify: readonly Fulfillment[]): boolean => !shopify.some(({ succeeded }) => succeeded);

const isInPart = (pair: FulfillmentPair, { katana }: Halves, { lineOf }: FulfillmentSides): boolean => {
  const lines = (katana?.rows ?? []).flatMap(({ rowId, quantity }) => {
    const lineId = lineOf.get(rowId);
    return lineId === undefined ? [] : [{ lineId, quantity: toNumber(quantity) }];
  });
  return pair.origin === "katana" && unitsLeft(lines, linesOf(pair)).length > 0;
};

const stateOf = (pair: FulfillmentPair, halves: Halves, sides: FulfillmentSides): MovementState => {
  const { origin } = pair;
  if (sides.shopify !== null && isCancelled(halves.shopify)) return { kind: "cancelled", origin };
  const isDeleted = pair.katana !== null && sides.katana !== null && halves.katana === null;
  if (isLeft(pair) || isDeleted) return { kind: "left", origin, isNoted: !isDeleted };
  return isInPart(pair, halves, sides) ? { kind: "carried-in-part" } : { kind: "paired", origin };
};

const ofPair = (pair: FulfillmentPair, sides: FulfillmentSides): Movement => {
  const gids = new Set(pair.shopify.map(({ gid }) => gid));
  const halves: Halves = {
    shopify: (sides.shopify ?? [])
      .filter(({ gid }) => gids.has(gid))
      .map((one) => ({ ...one, lines: pairedLines([pair], one.gid) })),
    katana: sides.katana?.find(({ id }) => id === pair.katana) ?? null,
  };
  return { key: [...gids, pair.katana].join(), ...halves, state: stateOf(pair, halves, sides) };
};

/** The oldest first; what was not read comes last. */
const madeAt = ({ shopify, katana }: Movement): number =>
  Math.min(
    ...[...shopify.map(({ createdAt }) => createdAt), katana?.shippedAt ?? null].map((at) =>
      at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at),
    ),
  );

/** What has gone on either side, each movement of goods once. */
export const compareFulfillments = (sides: FulfillmentSides): readonly Movement[] => {
  const { pairs } = sides.kept;
  const known = new Set(pairs.map(({ katana }) => katana));
  const inShopify = unpairedInShopify(pairs, sides.shopify ?? []).map((one): Movement => {
    const state: MovementState = one.succeeded
      ? { kind: "unpaired", side: "shopify" }
      : { kind: "cancelled", origin: null };
    return { key: one.gid, shopify: [one], katana: null, state };
  });
  const inKatana = (sides.katana ?? [])
    .filter(({ id }) => !known.has(id))
    .map((one): Movement => {
      const state = { kind: "unpaired", side: "katana" } as const;
      return { key: String(one.id), shopify: [], katana: one, state };
    });
  return [...pairs.map((pair) => ofPair(pair, sides)), ...inShopify, ...inKatana].toSorted(
    (a, b) => madeAt(a) - madeAt(b),
  );
};
