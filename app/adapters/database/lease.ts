import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { PrismaClient } from "@prisma/client";
import type { Clock } from "../../sync/ports.ts";

/**
 * Who may do a thing that only one may do at a time, across all processes: a row with a holder and an end. Whoever dies holding it
 * loses it when the time is up, so nothing may be done under a lease for longer than it lasts.
 */
export interface Leases {
  /** True when `holder` now has the lease for `ms` milliseconds: it was free, had run out, or was its own. */
  take(name: string, holder: string, ms: number): Promise<boolean>;
  /** Longer for whoever still has it. False: it ran out or was taken, and what it stood for must stop. */
  renew(name: string, holder: string, ms: number): Promise<boolean>;
  /** Nothing happens when another holder has it by now. */
  release(name: string, holder: string): Promise<void>;
  /** Waits for the lease at most `waitMs`, runs under it, renewing it, and lets it go whatever happens. */
  withLease<Value>(name: string, times: LeaseTimes, run: () => Promise<Value>): Promise<Leased<Value>>;
}

export interface LeaseTimes {
  /** Milliseconds: how long it outlasts a holder that was killed. */
  readonly holdMs: number;
  readonly waitMs: number;
}

/** `taken: false`: somebody else had the lease all the time, and nothing was run. */
export type Leased<Value> = { readonly taken: true; readonly value: Value } | { readonly taken: false };

type Database = Pick<PrismaClient, "$executeRaw">;

/** Milliseconds between two looks at a lease that another one has. */
const lookAgainMs = 40;

export function createLeases(database: Database, clock: Clock): Leases {
  const instant = (inMs: number): string => new Date(clock.now() + inMs).toISOString();

  const take: Leases["take"] = async (name, holder, ms) => {
    const taken = await database.$executeRaw`
      INSERT INTO lease (name, holder, until) VALUES (${name}, ${holder}, ${instant(ms)}::timestamptz)
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE lease.until <= ${instant(0)}::timestamptz OR lease.holder = excluded.holder`;
    return taken === 1;
  };

  const release: Leases["release"] = async (name, holder) => {
    await database.$executeRaw`DELETE FROM lease WHERE name = ${name} AND holder = ${holder}`;
  };

  const renew: Leases["renew"] = async (name, holder, ms) => {
    const renewed = await database.$executeRaw`
      UPDATE lease SET until = ${instant(ms)}::timestamptz
      WHERE name = ${name} AND holder = ${holder} AND until > ${instant(0)}::timestamptz`;
    return renewed === 1;
  };

  const waitToTake = async (name: string, holder: string, { holdMs, waitMs }: LeaseTimes): Promise<boolean> => {
    for (let waitedMs = 0; ; waitedMs += lookAgainMs) {
      if (await take(name, holder, holdMs)) return true;
      if (waitedMs >= waitMs) return false;
      await sleep(lookAgainMs);
    }
  };

  return {
    take,
    release,
    renew,
    withLease: async (name, times, run) => {
      const holder = randomUUID();
      if (!(await waitToTake(name, holder, times))) return { taken: false };
      // Held as long as the work goes on, so that it may be short: whoever waits for a holder that was killed waits no longer than it lasts.
      const timer = setInterval(() => void renew(name, holder, times.holdMs).catch(() => false), times.holdMs / 3);
      try {
        return { taken: true, value: await run() };
      } finally {
        clearInterval(timer);
        await release(name, holder);
      }
    },
  };
}
