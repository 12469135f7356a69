import type { LineUnits, Tracking } from "./fulfillment.ts";
import type { KatanaFulfillmentId } from "./ids.ts";

/** A fulfillment in Shopify, and the units that went with it, which stay known when it is cancelled. */
export interface ShopifyHalf {
  readonly gid: string;
  readonly lines: readonly LineUnits[];
}

/**
 * Which fulfillments are the same movement of goods (FUL-9). Each belongs to one pair at most; one in Katana becomes several in Shopify where
 * Shopify wants them apart (FUL-3).
 */
export interface FulfillmentPair {
  /** Null: what was closed in Shopify as a remainder (FUL-4), or the half in Katana was deleted. */
  readonly katana: KatanaFulfillmentId | null;
  readonly shopify: readonly ShopifyHalf[];
  /** Where it was first; `both`: neither was made by Tandem. */
  readonly origin: "shopify" | "katana" | "both" | "remainder";
  /** FUL-9: met by a success in Shopify while it was packed, it is still to be delivered. */
  readonly owesDelivery: boolean;
  /** Since when its half in Katana is gone; ISO-8601. */
  readonly leftSince: string | null;
}

/** A create of which nobody knows whether it took effect: looked for at each look, and sent again only when none can be found after `until`. */
export interface UnsureFulfillment {
  readonly side: "shopify" | "katana";
  /** What is carried: the fulfillment in Katana; null for a remainder, and for what goes to Katana. */
  readonly katana: KatanaFulfillmentId | null;
  /** What is carried to Katana; null for what goes to Shopify. */
  readonly gid: string | null;
  readonly lines: readonly LineUnits[];
  readonly tracking: Tracking | null;
  readonly sentAt: string;
  /** ISO-8601: what was not found by then did not take effect. */
  readonly until: string;
}

/** What is kept of an order's fulfillments with its link; no personal data. */
export interface KeptFulfillments {
  readonly pairs: readonly FulfillmentPair[];
  readonly unsure: readonly UnsureFulfillment[];
  /** Writes that were refused, not sent again before something changes or a person asks. */
  readonly refusals: readonly { readonly step: string; readonly words: string }[];
  /** In Shopify by gid, in Katana by id: what was to be carried while the setting was on stays so when it was off meanwhile (FUL-12). */
  readonly due?: readonly string[];
  /** Something stands between both sides: Katana is read at every look until it is gone. */
  readonly waiting: boolean;
}

export const noFulfillments: KeptFulfillments = { pairs: [], unsure: [], refusals: [], waiting: false };

/** What the pair moved, as Shopify has it. */
export const linesOf = ({ shopify }: Pick<FulfillmentPair, "shopify">): readonly LineUnits[] =>
  shopify.flatMap(({ lines }) => lines);

const made = { owesDelivery: false, leftSince: null } as const;

/** The pairs with one more half in Shopify of what is in Katana; without that, it is a remainder (FUL-4). */
export const withShopifyHalf = (
  pairs: readonly FulfillmentPair[],
  katana: KatanaFulfillmentId | null,
  half: ShopifyHalf,
): readonly FulfillmentPair[] => {
  const pair = katana === null ? undefined : pairs.find((other) => other.katana === katana);
  return pair === undefined
    ? [...pairs, { ...made, katana, shopify: [half], origin: katana === null ? "remainder" : "katana" }]
    : pairs.map((other) => (other === pair ? { ...other, shopify: [...other.shopify, half] } : other));
};

/** The half in Katana was deleted, and the one in Shopify stays: it waits for goods that are packed again (FUL-9). */
export const isLeft = ({ katana, origin }: FulfillmentPair): boolean => katana === null && origin !== "remainder";
