import { withShopifyHalf } from "./fulfillment-pair.ts";
import type { KeptFulfillments, UnsureFulfillment } from "./fulfillment-pair.ts";
import type { FulfillmentStep } from "./fulfillment-step.ts";
import { fulfillmentFingerprint } from "./fulfillment-step.ts";
import type { KatanaFulfillmentId } from "./ids.ts";

type CreateStep = Exclude<FulfillmentStep, { kind: "deliver-sales-order-fulfillment" }>;
type ToKatana = Extract<FulfillmentStep, { kind: "create-sales-order-fulfillment" }>;
type ToShopify = Extract<FulfillmentStep, { kind: "create-fulfillment" }>;

const unsureOf = (step: CreateStep, times: Pick<UnsureFulfillment, "sentAt" | "until">): UnsureFulfillment => ({
  side: step.kind === "create-fulfillment" ? "shopify" : "katana",
  katana: step.kind === "create-fulfillment" ? step.katana : null,
  gid: step.kind === "create-fulfillment" ? null : step.gid,
  lines: step.lines,
  tracking: step.tracking,
  ...times,
});

/** What is to be kept before a create is sent: that nobody knows yet whether it took effect. Times are ISO-8601. */
export const oweFulfillment = (
  kept: KeptFulfillments,
  step: CreateStep,
  times: Pick<UnsureFulfillment, "sentAt" | "until">,
): KeptFulfillments => ({ ...kept, unsure: [...kept.unsure, unsureOf(step, times)], waiting: true });

const withoutLast = (kept: KeptFulfillments): KeptFulfillments => ({ ...kept, unsure: kept.unsure.slice(0, -1) });

/** It certainly did not take effect: what was owed last is owed no more. */
export const forgetOwed = withoutLast;

/** Refused, it is not sent again before something changes or a person asks. `kept` as it was before it was sent. */
export const keepFulfillmentRefusal = (
  kept: KeptFulfillments,
  step: FulfillmentStep,
  words: string,
): KeptFulfillments => ({
  ...kept,
  refusals: [...kept.refusals, { step: fulfillmentFingerprint(step), words }],
  waiting: true,
});

const made = { owesDelivery: false, leftSince: null } as const;

/** FUL-9: what Tandem made is paired when it is made. `owing` as it was kept before it was sent. */
export const pairInKatana = (
  owing: KeptFulfillments,
  { gid, lines }: ToKatana,
  katana: KatanaFulfillmentId,
): KeptFulfillments => {
  const kept = withoutLast(owing);
  return { ...kept, pairs: [...kept.pairs, { ...made, katana, shopify: [{ gid, lines }], origin: "shopify" }] };
};

export const pairInShopify = (owing: KeptFulfillments, { katana, lines }: ToShopify, gid: string): KeptFulfillments => {
  const kept = withoutLast(owing);
  return { ...kept, pairs: withShopifyHalf(kept.pairs, katana, { gid, lines }) };
};

export const delivered = (kept: KeptFulfillments, id: KatanaFulfillmentId): KeptFulfillments => ({
  ...kept,
  pairs: kept.pairs.map((pair) => (pair.katana === id ? { ...pair, owesDelivery: false } : pair)),
});
