import { mayBeSameParcel, sameUnits, unitsLeft } from "./fulfillment.ts";
import type { KatanaFulfillment, LineUnits } from "./fulfillment.ts";
import { isLeft, linesOf, withShopifyHalf } from "./fulfillment-pair.ts";
import type { FulfillmentPair, KeptFulfillments, UnsureFulfillment } from "./fulfillment-pair.ts";
import type { KatanaFulfillmentId } from "./ids.ts";
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
}

/** FUL-9: the half in Katana of a pair may have been deleted; a remainder never had one. */
const withoutDeleted = (pairs: readonly FulfillmentPair[], { katana, now }: Found): readonly FulfillmentPair[] => {
  const there = new Set(katana.map(({ id }) => id));
  return pairs.map((pair) =>
    pair.katana === null || there.has(pair.katana)
      ? pair
      : { ...pair, katana: null, owesDelivery: false, leftSince: now },
  );
};

const knownGids = (pairs: readonly FulfillmentPair[]): ReadonlySet<string> =>
  new Set(pairs.flatMap(({ shopify }) => shopify.map(({ gid }) => gid)));

/** Fulfillments in Shopify that belong to no pair. */
export const unpairedInShopify = (pairs: readonly FulfillmentPair[], shopify: readonly Fulfillment[]) => {
  const known = knownGids(pairs);
  return shopify.filter(({ gid }) => !known.has(gid));
};

const pairOf = (pairs: readonly FulfillmentPair[], id: KatanaFulfillmentId): FulfillmentPair | null =>
  pairs.find(({ katana }) => katana === id) ?? null;

/** How long before Tandem's own clock Shopify's may say that something was made. Milliseconds. */
const skewMs = 300_000;

const isResultOf = (sent: UnsureFulfillment, found: Fulfillment): boolean =>
  sameUnits(sent.lines, found.lines) &&
  mayBeSameParcel(sent.tracking, found.tracking) &&
  Date.parse(found.createdAt) >= Date.parse(sent.sentAt) - skewMs;

/** What was sent to Shopify without an answer and is there after all. */
const withUnsure = (pairs: readonly FulfillmentPair[], { kept, shopify }: Found): readonly FulfillmentPair[] =>
  kept.unsure
    .filter(({ side }) => side === "shopify")
    .reduce((known, sent) => {
      const found = unpairedInShopify(known, shopify).find((one) => isResultOf(sent, one));
      return found === undefined ? known : withShopifyHalf(known, sent.katana, { gid: found.gid, lines: found.lines });
    }, pairs);

const isThere = ({ gid }: { readonly gid: string }, shopify: readonly Fulfillment[]): boolean =>
  shopify.some((one) => one.gid === gid);

/** Units in Katana that nothing in Shopify stands for: never carried over, or cancelled there since. */
const freeLines = (pairs: readonly FulfillmentPair[], { id, lines }: KatanaSide, shopify: readonly Fulfillment[]) =>
  unitsLeft(
    lines,
    (pairOf(pairs, id)?.shopify ?? []).filter((half) => isThere(half, shopify)).flatMap((half) => half.lines),
  );

const wasCancelled = (pair: FulfillmentPair | null, shopify: readonly Fulfillment[]): boolean =>
  pair !== null && pair.shopify.some((half) => !isThere(half, shopify));

/** Goods in Shopify that wait for their like in Katana: one fulfillment, or all that one in Katana had become. */
interface Waiting {
  readonly halves: readonly Fulfillment[];
  readonly left: FulfillmentPair | null;
}

const waitingIn = (pairs: readonly FulfillmentPair[], shopify: readonly Fulfillment[]): readonly Waiting[] => [
  ...pairs.filter(isLeft).map((left) => ({
    left,
    halves: shopify.filter(({ gid }) => left.shopify.some((half) => half.gid === gid)),
  })),
  ...unpairedInShopify(pairs, shopify).map((one) => ({ left: null, halves: [one] })),
];

const matchOf = (
  { halves, left }: Waiting,
  pairs: readonly FulfillmentPair[],
  { katana, shopify }: Found,
): KatanaSide | null => {
  const lines = halves.flatMap((half) => half.lines);
  const tracking = halves[0]?.tracking ?? null;
  const alike = katana.filter(
    (one) =>
      lines.length > 0 &&
      sameUnits(freeLines(pairs, one, shopify), lines) &&
      // What was cancelled or packed anew on one side is the same goods in another parcel.
      (left !== null || wasCancelled(pairOf(pairs, one.id), shopify) || mayBeSameParcel(one.tracking, tracking)),
  );
  return alike.find((one) => one.tracking?.number === tracking?.number) ?? alike[0] ?? null;
};

const paired = (
  pairs: readonly FulfillmentPair[],
  { halves, left }: Waiting,
  { match, unsure }: { readonly match: KatanaSide; readonly unsure: readonly UnsureFulfillment[] },
): readonly FulfillmentPair[] => {
  const earlier = pairOf(pairs, match.id);
  const others = pairs.filter((pair) => pair !== left && pair !== earlier);
  const shopify = [...(earlier?.shopify ?? []), ...halves.map(({ gid, lines }) => ({ gid, lines }))];
  const wasSent = unsure.some(({ gid }) => halves.some((half) => half.gid === gid));
  const pair: FulfillmentPair = {
    katana: match.id,
    shopify,
    origin: earlier?.origin ?? (wasSent ? "shopify" : "both"),
    owesDelivery: !match.delivered,
    leftSince: null,
  };
  return [...others, pair];
};

/** FUL-9: what is the same on both sides is paired before anything is carried over. */
const withMatches = (pairs: readonly FulfillmentPair[], found: Found): readonly FulfillmentPair[] =>
  waitingIn(pairs, found.shopify).reduce((known, waiting) => {
    const match = matchOf(waiting, known, found);
    return match === null ? known : paired(known, waiting, { match, unsure: found.kept.unsure });
  }, pairs);

/** What was sent and may still take effect: neither found nor certainly lost. */
const stillUnsure = (pairs: readonly FulfillmentPair[], { kept, now }: Found): readonly UnsureFulfillment[] => {
  const [before, after] = [knownGids(kept.pairs), knownGids(pairs)];
  const isFound = (sent: UnsureFulfillment): boolean =>
    sent.gid === null
      ? pairs.some(({ katana, origin, shopify }) =>
          shopify.some(
            (half) =>
              after.has(half.gid) &&
              !before.has(half.gid) &&
              (sent.katana === null ? origin === "remainder" : katana === sent.katana) &&
              sameUnits(half.lines, sent.lines),
          ),
        )
      : after.has(sent.gid);
  return kept.unsure.filter((sent) => !isFound(sent) && Date.parse(sent.until) > Date.parse(now));
};

/** What is known to belong together once both sides were read: made, found, matched, left (FUL-9). */
export const pairFulfillments = (found: Found): KeptFulfillments => {
  const pairs = withMatches(withoutDeleted(withUnsure(found.kept.pairs, found), found), found);
  const unsure = stillUnsure(pairs, found);
  return { ...found.kept, pairs, unsure };
};

/** Units that Katana has sent and Shopify was not told of yet; what was carried over and cancelled is not owed again (FUL-5). */
export const carriedOf = (pairs: readonly FulfillmentPair[], id: KatanaFulfillmentId): readonly LineUnits[] => {
  const pair = pairOf(pairs, id);
  return pair === null ? [] : linesOf(pair);
};
