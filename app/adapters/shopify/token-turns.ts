import { setTimeout as sleep } from "node:timers/promises";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Leases } from "../../sync/ports.ts";

/** Milliseconds. A lease outlasts whatever is done under it; waiting outlasts the lease of somebody who died with it. */
const holdMs = 30_000;
const waitMs = 35_000;

/**
 * Lets one caller at a time, of all processes, get a shop a new token. Shopify gives out a new refresh token with each, and the
 * library does not keep two callers from asking at once.
 */
export interface TokenTurns {
  /**
   * `stillNeeded` is asked when the turn comes: by then somebody else may have got the token. A turn that does not come within a
   * bounded time is taken all the same: two tokens are better than a page that never loads.
   */
  run<Value>(shop: ShopDomain, turn: Turn<Value>): Promise<Value>;
}

export interface Turn<Value> {
  stillNeeded(): Promise<boolean>;
  /** Does the thing, getting a token on the way if one is needed. */
  act(): Promise<Value>;
}

export function createTokenTurns(leases: Leases): TokenTurns {
  const last = new Map<ShopDomain, Promise<unknown>>();

  const act = async <Value>(shop: ShopDomain, turn: Turn<Value>): Promise<Value> => {
    if (!(await turn.stillNeeded())) return turn.act();
    const leased = await leases.withLease(`shopify-token:${shop}`, { holdMs, waitMs }, () => turn.act());
    return leased.taken ? leased.value : turn.act();
  };

  return {
    run: async (shop, turn) => {
      const before = last.get(shop);
      // Those of this process queue here, so that only the first of them asks for the lease.
      const mine = patiently(before).then(() => act(shop, turn));
      const done = mine.catch(() => undefined);
      last.set(shop, done);
      try {
        return await mine;
      } finally {
        if (last.get(shop) === done) last.delete(shop);
      }
    },
  };
}

async function patiently(before: Promise<unknown> | undefined): Promise<void> {
  if (before === undefined) return;
  const givenUp = new AbortController();
  await Promise.race([before, sleep(waitMs, undefined, { signal: givenUp.signal }).catch(() => undefined)]);
  givenUp.abort();
}
