import type { Activation } from "../activation.ts";
import type { ImportHistory } from "../eligibility.ts";
import type { PlanInput } from "../plan-order.ts";
import { defaultSettings } from "../settings.ts";
import { anOrder } from "./build-order.ts";
import { someReferences } from "./build-references.ts";
import { katanaLocationId, shopDomain, shopifyLocationId } from "./ids.ts";

/** First activated on 1 November 2026, at midnight. */
export const activeSinceNovember: Activation = {
  firstActivatedAt: "2026-11-01T00:00:00Z",
  activatedAt: "2026-11-01T00:00:00Z",
  pausedAt: null,
};

export const neverImported: ImportHistory = { acceptedAt: null, importedAs: null };

/** The straight case an hour after the order was placed: nothing is linked, everything is known to Katana. */
export const aPlanInput = (overrides: Partial<PlanInput> = {}): PlanInput => ({
  order: anOrder(),
  now: Date.parse("2026-11-10T10:00:00Z"),
  shop: shopDomain("acme.myshopify.com"),
  settings: defaultSettings,
  activation: activeSinceNovember,
  history: neverImported,
  importAnyway: null,
  locations: new Map([
    [shopifyLocationId("1"), katanaLocationId(11)],
    [shopifyLocationId("2"), katanaLocationId(12)],
  ]),
  references: someReferences(),
  link: null,
  actual: null,
  isInOtherAccount: false,
  ...overrides,
});
