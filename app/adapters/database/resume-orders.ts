import type { ShopDomain } from "../../domain/ids.ts";
import type { CallFailure, Side } from "../../domain/failure.ts";
import type { Transaction } from "./database.ts";

export interface Recovery {
  readonly side: Side;
  /** The kinds of failure whose cause is gone. */
  readonly kinds: readonly CallFailure["kind"][];
  readonly at: Date;
}

/** The orders that failed for want of the other side are due at once, and begin to count their tries anew. The next sweep wakes them. */
export async function resumeOrders(
  transaction: Transaction,
  shop: ShopDomain,
  { side, kinds, at }: Recovery,
): Promise<void> {
  // The statuses say nothing beyond the failure: there is an index on them.
  await transaction.$executeRaw`
    UPDATE tracked_order SET next_try_at = ${at}, attempts = 0, woken_at = NULL
    WHERE shop = ${shop} AND status IN ('retrying', 'waiting', 'needs-you')
      AND failure->>'side' = ${side} AND failure->>'kind' = ANY(${[...kinds]}::text[])`;
}
