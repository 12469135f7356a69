import type { ShopSettings } from "../control.ts";
import type { Site } from "../world.ts";

const RESTORE: Readonly<Record<ShopSettings["plan"], number>> = {
  standard: 100,
  advanced: 200,
  plus: 1000,
  enterprise: 2000,
};
/** Observed, not documented: the bucket holds twenty seconds of restoring. */
const SECONDS_HELD = 20;

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** Points of the app in the shop, restored as the simulated time passes. */
export function throttleStatus({ world, shop }: Site): ThrottleStatus {
  const restoreRate = RESTORE[shop.settings.plan];
  const maximumAvailable = restoreRate * SECONDS_HELD;
  const now = world.clock.now();
  const before = shop.bucket ?? { available: maximumAvailable, at: now };
  const restored = before.available + ((now - before.at) / 1000) * restoreRate;
  shop.bucket = { available: Math.min(maximumAvailable, restored), at: now };
  return { maximumAvailable, currentlyAvailable: Math.floor(shop.bucket.available), restoreRate };
}

export function spend(site: Site, points: number): ThrottleStatus {
  throttleStatus(site);
  const bucket = site.shop.bucket;
  if (bucket) bucket.available -= points;
  return throttleStatus(site);
}
