import { unitsLeft } from "./fulfillment.ts";
import type { KatanaFulfillment, LineUnits } from "./fulfillment.ts";
import { isLeft } from "./fulfillment-pair.ts";
import type { FulfillmentPair, KeptFulfillments, ShopifyHalf } from "./fulfillment-pair.ts";
import type { KatanaFulfillmentId, LineId } from "./ids.ts";
import type { Fulfillment } from "./order.ts";

/** A fulfillment in Katana, with its units by line; what stands for no line is left out. */
export interface KatanaSide extends KatanaFulfillment {
  readonly lines: readonly LineUnits[];
}

export interface Found {
  /** ISO-8601 */
  readonly now: string;
  readonly kept: KeptFulfillments;
  /** Those that succeeded, the oldest first. */
  readonly shopify: readonly Fulfillment[];
  /** The oldest first. */
  readonly katana: readonly KatanaSide[];
  /** Lines that the customer fetches (FUL-7). */
  readonly pickup: ReadonlySet<LineId>;
}

export const knownGids = (pairs: readonly FulfillmentPair[]): ReadonlySet<string> =>
  new Set(pairs.flatMap(({ shopify }) => shopify.map(({ gid }) => gid)));

/** Units of a fulfillment in Shopify that belong to these pairs. */
export const pairedLines = (pairs: readonly FulfillmentPair[], gid: string): readonly LineUnits[] =>
  pairs.flatMap(({ shopify }) => shopify.filter((half) => half.gid === gid).flatMap(({ lines }) => lines));

/** Fulfillments in Shopify that belong to no pair, and what of the others does not. */
export const unpairedInShopify = (
  pairs: readonly FulfillmentPair[],
  shopify: readonly Fulfillment[],
): readonly Fulfillment[] => {
  const known = knownGids(pairs);
  return shopify.flatMap((one) => {
    if (!known.has(one.gid)) return [one];
    const lines = unitsLeft(one.lines, pairedLines(pairs, one.gid));
    return lines.length === 0 ? [] : [{ ...one, lines }];
  });
};

export const pairOf = (pairs: readonly FulfillmentPair[], id: KatanaFulfillmentId): FulfillmentPair | null =>
  pairs.find(({ katana }) => katana === id) ?? null;

export const isThere = ({ gid }: { readonly gid: string }, shopify: readonly Fulfillment[]): boolean =>
  shopify.some((one) => one.gid === gid);

/** Units in Katana that nothing in Shopify stands for: never carried over, or cancelled there since. */
export const freeLines = (
  pairs: readonly FulfillmentPair[],
  { id, lines }: KatanaSide,
  shopify: readonly Fulfillment[],
) =>
  unitsLeft(
    lines,
    (pairOf(pairs, id)?.shopify ?? []).filter((half) => isThere(half, shopify)).flatMap((half) => half.lines),
  );

export const wasCancelled = (pair: FulfillmentPair | null, shopify: readonly Fulfillment[]): boolean =>
  pair !== null && pair.shopify.some((half) => !isThere(half, shopify));

/** Goods in Shopify that wait for their like in Katana: one fulfillment, or all that one in Katana had become. */
export interface Waiting {
  readonly halves: readonly Fulfillment[];
  readonly left: FulfillmentPair | null;
}

export const waitingIn = (pairs: readonly FulfillmentPair[], shopify: readonly Fulfillment[]): readonly Waiting[] => [
  ...pairs.filter(isLeft).map((left) => ({
    left,
    halves: shopify.filter(({ gid }) => left.shopify.some((half) => half.gid === gid)),
  })),
  ...unpairedInShopify(pairs, shopify).map((one) => ({ left: null, halves: [one] })),
];

/** The same goods: these units of a fulfillment in Shopify, and those in Katana. */
export interface Same {
  readonly half: ShopifyHalf;
  readonly katana: KatanaSide;
}

const withoutHalf = (pair: FulfillmentPair, { gid, lines }: ShopifyHalf): readonly FulfillmentPair[] => {
  const shopify = pair.shopify.flatMap((half) => {
    const rest = half.gid === gid ? unitsLeft(half.lines, lines) : half.lines;
    return rest.length === 0 ? [] : [{ ...half, lines: rest }];
  });
  return shopify.length === 0 ? [] : [{ ...pair, shopify }];
};

/** Delivery is owed once all that is packed is known to have gone. */
export const paired = (
  pairs: readonly FulfillmentPair[],
  { half, katana }: Same,
  { kept, shopify }: Found,
): readonly FulfillmentPair[] => {
  const earlier = pairOf(pairs, katana.id);
  const others = pairs
    .filter((pair) => pair !== earlier)
    .flatMap((pair) => (isLeft(pair) ? withoutHalf(pair, half) : [pair]));
  const wasSent = kept.unsure.some(({ gid }) => gid === half.gid);
  const pair: FulfillmentPair = {
    katana: katana.id,
    shopify: [...(earlier?.shopify ?? []), half],
    origin: earlier?.origin ?? (wasSent ? "shopify" : "both"),
    owesDelivery: false,
    leftSince: null,
  };
  const isWhole = freeLines([pair], katana, shopify).length === 0;
  return [...others, { ...pair, owesDelivery: isWhole && !katana.delivered }];
};

export const allPaired = (pairs: readonly FulfillmentPair[], same: readonly Same[], found: Found) =>
  same.reduce((known, one) => paired(known, one, found), pairs);

export const asHalf = ({ gid, lines }: ShopifyHalf): ShopifyHalf => ({ gid, lines });
