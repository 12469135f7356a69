import { mayBeSameParcel, unitsByLine, unitsLeft } from "./fulfillment.ts";
import type { LineUnits } from "./fulfillment.ts";
import type { FulfillmentPair } from "./fulfillment-pair.ts";
import {
  allPaired,
  asHalf,
  freeLines,
  isThere,
  paired,
  pairOf,
  unpairedInShopify,
  waitingIn,
  wasCancelled,
} from "./fulfillment-pairing.ts";
import type { Found, Same } from "./fulfillment-pairing.ts";

/** More parts than this are not tried: each doubles the ways to choose. */
const mostParts = 12;

/** Some whose units together are exactly the wanted ones, the oldest first; none when there are none such. */
const addingUp = <Part>(
  parts: readonly Part[],
  wanted: readonly LineUnits[],
  linesOf: (part: Part) => readonly LineUnits[],
): readonly Part[] => {
  const chosen = ([part, ...others]: readonly Part[], rest: readonly LineUnits[]): readonly Part[] | null => {
    if (rest.length === 0) return [];
    if (part === undefined) return null;
    const lines = linesOf(part);
    const fits = lines.length > 0 && unitsLeft(lines, rest).length === 0;
    const withIt = fits ? chosen(others, unitsLeft(rest, lines)) : null;
    return withIt === null ? chosen(others, rest) : [part, ...withIt];
  };
  return chosen(parts.slice(0, mostParts), unitsLeft(wanted, [])) ?? [];
};

/** Goods that both sides split otherwise: one fulfillment here, several there. */
export const withSums = (pairs: readonly FulfillmentPair[], found: Found): readonly FulfillmentPair[] => {
  const { katana, shopify } = found;
  const several = unpairedInShopify(pairs, shopify).reduce((known, one) => {
    const alike = katana.filter(({ tracking }) => mayBeSameParcel(tracking, one.tracking));
    const parts = addingUp(alike, one.lines, (side) => freeLines(known, side, shopify));
    const same = parts.map((side) => ({
      half: { gid: one.gid, lines: freeLines(known, side, shopify) },
      katana: side,
    }));
    return allPaired(known, same, found);
  }, pairs);
  return katana.reduce((known, side) => {
    const alike = unpairedInShopify(known, shopify).filter(({ tracking }) => mayBeSameParcel(side.tracking, tracking));
    const parts = addingUp(alike, freeLines(known, side, shopify), ({ lines }) => lines);
    return allPaired(
      known,
      parts.map((half) => ({ half: asHalf(half), katana: side })),
      found,
    );
  }, several);
};

const onlyOf = (lines: readonly LineUnits[], among: readonly LineUnits[]): readonly LineUnits[] => {
  const most = unitsByLine(among);
  return [...unitsByLine(lines)]
    .map(([lineId, quantity]) => ({ lineId, quantity: Math.min(quantity, most.get(lineId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
};

/** Which units of a fulfillment in Shopify may be those of one in Katana although the parcels differ. */
const replaceable = (
  pairs: readonly FulfillmentPair[],
  { half, katana, left }: Same & { readonly left: boolean },
  { shopify, pickup }: Found,
): readonly LineUnits[] =>
  left || wasCancelled(pairOf(pairs, katana.id), shopify)
    ? half.lines
    : half.lines.filter(({ lineId }) => pickup.has(lineId));

interface Replacing {
  readonly known: readonly FulfillmentPair[];
  /** Of the fulfillment in Shopify that is looked at. */
  readonly rest: readonly LineUnits[];
}

/**
 * Goods that were sent before count once when they are sent otherwise: cancelled in Shopify or deleted in Katana, they may go again in other
 * parcels, and what is fetched (FUL-7) may be fetched in other parts than it was packed in. Only what exceeds them is new.
 */
export const withReplaced = (pairs: readonly FulfillmentPair[], found: Found): readonly FulfillmentPair[] => {
  const { katana, shopify } = found;
  const loose = waitingIn(pairs, shopify).flatMap(({ halves, left }) =>
    (left === null ? halves : left.shopify.filter((half) => isThere(half, shopify))).map((half) => ({
      half: asHalf(half),
      left: left !== null,
    })),
  );
  const start: Replacing = { known: pairs, rest: [] };
  return loose.reduce(
    ({ known }, { half, left }) =>
      katana.reduce<Replacing>(
        (so, side) => {
          const wanted = replaceable(so.known, { half: { ...half, lines: so.rest }, katana: side, left }, found);
          const lines = onlyOf(wanted, freeLines(so.known, side, shopify));
          if (lines.length === 0) return so;
          const same = { half: { gid: half.gid, lines }, katana: side };
          return { known: paired(so.known, same, found), rest: unitsLeft(so.rest, lines) };
        },
        { known, rest: half.lines },
      ),
    start,
  ).known;
};
