import type { CallFailure } from "../domain/failure.ts";
import type { ShopDomain } from "../domain/ids.ts";
import { nextStep } from "../domain/next-step.ts";
import type { Outside } from "./ports.ts";
import type { SweepRecord } from "./search-stores.ts";
import type { Stores } from "./stores.ts";
import { watchNative } from "./watch-native.ts";

/** Milliseconds that a search reaches further back than to the last one: Shopify's search may lag as much. */
const overlapMs = 15 * 60 * 1000;
/** Of one search: 250 orders each. What is beyond is found when it goes on. */
const pagesATurn = 20;

/**
 * Searches each shop that is due for orders that changed since the last search, whose webhooks may have been lost (REC-1). Only what was not
 * seen as it is now gets a look; a search that finds nothing new asks Katana nothing.
 */
export async function sweepOrders(outside: Outside, stores: Stores): Promise<void> {
  for (const shop of await stores.sweeps.due(now(outside)))
    await outside.leases.withLease(`order-sweep:${shop}`, { holdMs: 15_000, waitMs: 0 }, () =>
      sweepShop(outside, stores, shop),
    );
}

async function sweepShop(outside: Outside, stores: Stores, shop: ShopDomain): Promise<void> {
  let raised = 0;
  for (let page = 0; page < pagesATurn; page += 1) {
    const record = await begun(outside, stores, shop);
    if (record === null) return;
    const from = new Date(Date.parse(record.knownTill) - overlapMs).toISOString();
    const found = await outside.shopify(shop).searchOrders({ by: "updated", from }, record.cursor);
    if (!found.ok) return postpone(outside, stores, { record, failure: found.problem });
    const { orders, next } = found.value;
    const place = next === null ? ended(outside, record.begunAt) : { cursor: next };
    raised += await stores.sweeps.keepPage(record, orders, place, now(outside));
    if (next === null) {
      outside.log("order-sweep.done", { shop, raised });
      return watchNative(outside, stores, shop);
    }
  }
}

type Begun = SweepRecord & { readonly begunAt: string };

async function begun(outside: Outside, stores: Stores, shop: ShopDomain): Promise<Begun | null> {
  const record = await stores.sweeps.find(shop);
  if (record === null) return null;
  if (record.begunAt !== null) return { ...record, begunAt: record.begunAt };
  const begunAt = now(outside);
  await stores.sweeps.begin(shop, begunAt);
  return { ...record, begunAt, cursor: null };
}

/** The next search reaches back to this one's beginning. */
const ended = ({ sweepMs }: Outside, begunAt: string) => ({
  knownTill: begunAt,
  nextAt: new Date(Date.parse(begunAt) + sweepMs).toISOString(),
});

async function postpone(
  outside: Outside,
  stores: Stores,
  { record, failure }: { record: SweepRecord; failure: CallFailure },
): Promise<void> {
  const next = nextStep(failure, record.attempts + 1);
  const delayMs = next.kind === "retry" ? next.delayMs : outside.sweepMs;
  await stores.sweeps.postpone(record.shop, now(outside, delayMs));
  outside.log("order-sweep.put-off", { shop: record.shop, failure: failure.kind, delayMs });
}

const now = ({ clock }: Outside, inMs = 0): string => new Date(clock.now() + inMs).toISOString();
