import type { Outside } from "./ports.ts";
import type { Claim, Stores } from "./stores.ts";

/**
 * Milliseconds. Longer than any call's deadline (20 s), so that a call begun under the lease ends under it; short enough that a second worker
 * takes over and finishes within a minute of a kill.
 */
export const leaseMs = 40_000;
const renewEveryMs = 10_000;

/** Thrown when a run finds that its lease was lost: whoever has it now does the work. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/** A run's hold on its order, renewed while the run goes on. */
export interface RunLease {
  /** Asked before every write outside. Throws `LeaseLost`. */
  ensureHeld(): Promise<void>;
  stop(): void;
}

export function keepLease(stores: Stores, claim: Claim, { log }: Pick<Outside, "log">): RunLease {
  const renew = () => stores.orders.renew(claim, claim.holder, leaseMs);
  const timer = setInterval(() => {
    renew().catch((error: unknown) => log("lease.renew-failed", { orderId: claim.orderId, err: error }));
  }, renewEveryMs);
  return {
    ensureHeld: async () => {
      if (!(await renew())) throw new LeaseLost(`The lease of order ${claim.orderId} was lost`);
    },
    stop: () => clearInterval(timer),
  };
}
