import { describe, expect, it } from "vitest";
import type { Movement, MovementState } from "./compare-fulfillments.ts";
import { describeMovement } from "./describe-movement.ts";
import type { MovementContext } from "./describe-movement.ts";
import type { Made } from "./fulfillment-times.ts";
import type { KatanaFulfillment } from "./fulfillment.ts";
import type { KatanaFulfillmentId } from "./ids.ts";
import type { Block } from "./plan.ts";
import { aFulfillment } from "./testing/build-order.ts";

const one = aFulfillment([], { name: "#1001-F1", createdAt: "2026-11-11T09:00:00Z" });
const katana: KatanaFulfillment = {
  id: 8001 as KatanaFulfillmentId,
  delivered: false,
  shippedAt: "2026-11-11T09:00:00Z",
  tracking: null,
  rows: [],
};

const calm: MovementContext = { blocks: [], notices: [], unsure: [], stopped: null, isAside: () => false };

const said = (movement: Partial<Movement> & { state: MovementState }, context: Partial<MovementContext> = {}) =>
  describeMovement({ key: "1", shopify: [], katana: null, ...movement }, { ...calm, ...context });

const fromShopify = { shopify: [one], state: { kind: "unpaired", side: "shopify" } } as const;
const fromKatana = { katana, state: { kind: "unpaired", side: "katana" } } as const;

describe("[FUL-9] a movement of goods that both sides know of", () => {
  it.each([
    ["shopify", "Made in Shopify", "Carried over to Katana"],
    ["katana", "Made in Katana", "Carried over to Shopify"],
    ["both", "Made on both sides", "Taken for the same goods"],
    ["remainder", "Made by Tandem", "Closed what was left in Shopify"],
  ] as const)("says where it was made first: %s", (origin, made, words) => {
    expect(said({ state: { kind: "paired", origin } })).toEqual({
      origin: made,
      outcome: { words, tone: "success" },
      trouble: null,
      offer: null,
    });
  });

  it("[FUL-5] says that it was cancelled, and asks for nothing", () => {
    const cancelled = { words: "Cancelled in Shopify", tone: "info" };
    const katanas = said({ state: { kind: "cancelled", origin: "katana" } });
    expect(katanas).toMatchObject({ origin: "Made in Katana", outcome: cancelled, trouble: null });
    expect(said({ state: { kind: "cancelled", origin: null } })).toMatchObject({ origin: "Made in Shopify" });
  });

  it("[FUL-12] offers to carry over what was deleted in Katana, once that was noted", () => {
    const left = (isNoted: boolean) => ({ kind: "left", origin: "shopify", isNoted }) as const;
    const words = said({ shopify: [one], state: left(true) });
    expect(words).toMatchObject({ outcome: { words: "Deleted in Katana" }, offer: "carry-over" });
    expect(words.trouble?.sentence).toContain("#1001-F1");
    expect(said({ shopify: [one], state: left(false) }).offer).toBe("look-now");
    expect(said({ state: left(true) })).toMatchObject({ trouble: null, offer: null });
  });
});

describe("[FUL-2] what only one side knows of", () => {
  const blocks: readonly Block[] = [
    { kind: "fulfillment-left", fulfillment: "#1001-F1" },
    { kind: "fulfillment-refused", to: "katana", fulfillment: "#1001-F9", words: "No." },
    { kind: "fulfillment-not-carried", to: "katana", fulfillment: "#1001-F1", line: "Oak chair", cause: "no-row" },
    { kind: "fulfillment-refused", to: "shopify", fulfillment: "8001", words: "It is closed." },
  ];

  it("names the line at fault, what mends it, and offers to retry", () => {
    const words = said(fromShopify, { blocks });
    expect(words).toMatchObject({ outcome: { words: "Not in Katana", tone: "attention" }, offer: "look-now" });
    expect(words.trouble?.sentence).toContain("no row for Oak chair");
    expect(words.trouble?.remedy).toContain("Retry");
    const refused = said({ ...fromKatana, state: { kind: "carried-in-part" } }, { blocks });
    expect(refused).toMatchObject({ outcome: { words: "Carried over in part" }, offer: "look-now" });
    expect(refused.trouble?.sentence).toContain("It is closed.");
  });

  it("[FUL-7] leaves a pickup to the person who hands it over", () => {
    const notices = [{ kind: "pickup-to-be-marked" }] as const;
    expect(said(fromKatana, { notices }).trouble?.remedy).toContain("Mark the order as picked up");
    expect(said(fromShopify, { notices }).trouble?.sentence).toContain("does not know of it yet");
  });

  it("[FUL-12] [SET-8] says when it stays where it is, and offers to carry it over", () => {
    expect(said(fromShopify, { stopped: "off" })).toMatchObject({ offer: null });
    expect(said(fromShopify, { stopped: "off" }).trouble?.remedy).toContain("Settings › Orders");
    const isAside = ({ at }: Made) => at !== null && at < "2026-11-11T10:00:00Z";
    for (const movement of [fromShopify, fromKatana])
      expect(said(movement, { isAside })).toMatchObject({
        trouble: { sentence: "It was made while “Sync fulfillment status” was off." },
        offer: "carry-over",
      });
    expect(said({ ...fromKatana, katana: { ...katana, shippedAt: null } }, { isAside }).offer).toBeNull();
  });

  it("[CON-5] [IMP-7] says that syncing is paused, and nothing of a sales order that is gone", () => {
    expect(said(fromKatana, { stopped: "paused" }).trouble?.sentence).toBe("Syncing is paused.");
    expect(said(fromKatana, { stopped: "gone" })).toMatchObject({
      outcome: { words: "Not in Shopify" },
      trouble: null,
    });
  });

  it("says that nobody knows whether it arrived", () => {
    const sent = { lines: [], tracking: null, sentAt: "2026-11-11T09:00:00Z", until: "2026-11-11T09:01:00Z" };
    const toKatana = { ...sent, side: "katana", katana: null, gid: one.gid } as const;
    const toShopify = { ...sent, side: "shopify", katana: katana.id, gid: null } as const;
    for (const movement of [fromShopify, fromKatana])
      expect(said(movement, { unsure: [toKatana, toShopify] }).trouble?.sentence).toContain("got no answer");
    expect(said(fromShopify, { unsure: [toShopify] }).trouble?.sentence).toContain("does not know of it yet");
  });
});
