import { expect, it } from "vitest";
import { earliestInstant } from "./activation.ts";
import { canActivate, shopState, shopStateBadges } from "./shop-state.ts";
import type { ShopStateInput } from "./shop-state.ts";

const never = { firstActivatedAt: null, activatedAt: null, pausedAt: null };
const active = { firstActivatedAt: "2026-11-01T00:00:00Z", activatedAt: "2026-11-01T00:00:00Z", pausedAt: null };
const paused = { ...active, pausedAt: "2026-11-05T00:00:00Z" };
const resumed = { ...paused, activatedAt: "2026-11-06T00:00:00Z" };

const state = (overrides: Partial<ShopStateInput>) =>
  shopState({ connected: true, unmatchedActiveLocations: 0, activation: never, ...overrides });

it("[CON-1] is not connected without a Katana account, whatever else is done", () => {
  expect(state({ connected: false, activation: active })).toBe("not-connected");
});

it("[CON-1] is disabled while a location lacks its match", () => {
  expect(state({ unmatchedActiveLocations: 1 })).toBe("disabled");
  expect(state({ unmatchedActiveLocations: 1, activation: paused })).toBe("disabled");
});

it("[CON-1] is inactive when all is ready or syncing was paused", () => {
  expect(state({})).toBe("ready");
  expect(state({ activation: paused })).toBe("paused");
});

it("[CON-1] [CON-5] is active once activated or resumed, and stays so when a location appears later", () => {
  expect(state({ activation: active })).toBe("active");
  expect(state({ activation: resumed })).toBe("active");
  expect(state({ activation: active, unmatchedActiveLocations: 2 })).toBe("active");
});

it("[CON-4] can be activated only when ready or paused", () => {
  const states = ["not-connected", "disabled", "ready", "paused", "active"] as const;
  expect(states.filter(canActivate)).toEqual(["ready", "paused"]);
  expect(states.map((name) => shopStateBadges[name].label)).toEqual([
    "Not connected",
    "Set-up incomplete",
    "Ready",
    "Paused",
    "Active",
  ]);
});

it("[CON-4] counts orders from 14 days before the first activation, from a later one itself, and from never before any", () => {
  expect(earliestInstant(never)).toBeNull();
  expect(earliestInstant(active)).toBe("2026-10-18T00:00:00.000Z");
  expect(earliestInstant(resumed)).toBe("2026-11-06T00:00:00Z");
});
