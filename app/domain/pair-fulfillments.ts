import { mayBeSameParcel, sameUnits } from "./fulfillment.ts";
import type { LineUnits } from "./fulfillment.ts";
import { linesOf, withShopifyHalf } from "./fulfillment-pair.ts";
import type { FulfillmentPair, KeptFulfillments, UnsureFulfillment } from "./fulfillment-pair.ts";
import {
  allPaired,
  asHalf,
  freeLines,
  knownGids,
  pairOf,
  unpairedInShopify,
  waitingIn,
  wasCancelled,
} from "./fulfillment-pairing.ts";
import type { Found, KatanaSide, Waiting } from "./fulfillment-pairing.ts";
import type { KatanaFulfillmentId } from "./ids.ts";
import type { Fulfillment } from "./order.ts";
import { withReplaced, withSums } from "./split-goods.ts";

/** FUL-9: the half in Katana of a pair may have been deleted; a remainder never had one. */
const withoutDeleted = (pairs: readonly FulfillmentPair[], { katana, now }: Found): readonly FulfillmentPair[] => {
  const there = new Set(katana.map(({ id }) => id));
  return pairs.map((pair) =>
    pair.katana === null || there.has(pair.katana)
      ? pair
      : { ...pair, katana: null, owesDelivery: false, leftSince: now },
  );
};

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

/** FUL-9: what is the same on both sides is paired before anything is carried over. */
const withMatches = (pairs: readonly FulfillmentPair[], found: Found): readonly FulfillmentPair[] =>
  waitingIn(pairs, found.shopify).reduce((known, waiting) => {
    const katana = matchOf(waiting, known, found);
    const same = katana === null ? [] : waiting.halves.map((half) => ({ half: asHalf(half), katana }));
    return allPaired(known, same, found);
  }, pairs);

/** What was sent and may still take effect: neither found nor certainly lost. */
const stillUnsure = (
  pairs: readonly FulfillmentPair[],
  { kept, now, shopify }: Found,
): readonly UnsureFulfillment[] => {
  const [before, after] = [knownGids(kept.pairs), knownGids(pairs)];
  const unpaired = unpairedInShopify(pairs, shopify);
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
      : after.has(sent.gid) && unpaired.every(({ gid }) => gid !== sent.gid);
  return kept.unsure.filter((sent) => !isFound(sent) && Date.parse(sent.until) > Date.parse(now));
};

/** What is known to belong together once both sides were read: made, found, matched, left (FUL-9). */
export const pairFulfillments = (found: Found): KeptFulfillments => {
  const known = withoutDeleted(withUnsure(found.kept.pairs, found), found);
  // What was replaced in part may leave just what has its like on the other side.
  const pairs = [1, 2].reduce((so) => withReplaced(withSums(withMatches(so, found), found), found), known);
  const unsure = stillUnsure(pairs, found);
  return { ...found.kept, pairs, unsure };
};

/** Units that Katana has sent and Shopify was not told of yet; what was carried over and cancelled is not owed again (FUL-5). */
export const carriedOf = (pairs: readonly FulfillmentPair[], id: KatanaFulfillmentId): readonly LineUnits[] => {
  const pair = pairOf(pairs, id);
  return pair === null ? [] : linesOf(pair);
};
