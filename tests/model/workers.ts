import { backfillDue } from "../../app/sync/backfill.ts";
import { lookNow } from "../../app/sync/order-requests.ts";
import { pollKatana } from "../../app/sync/poll-katana.ts";
import { reconcileOrder } from "../../app/sync/reconcile-order.ts";
import { settleHint } from "../../app/sync/settle-hint.ts";
import { sweep } from "../../app/sync/sweep.ts";
import { sweepOrders } from "../../app/sync/sweep-orders.ts";
import type { OrderId, ShopDomain } from "../../app/domain/ids.ts";
import { lookAgainAt } from "../../app/domain/look-again.ts";
import type { ModelWorld } from "./model-world.ts";

/** One worker process after the other: when a kill ends what is being done, the next begins with what the stores hold. */
export interface Workers {
  /** Does all that the queue was told of, one after the other. */
  work(): Promise<void>;
  /** What a worker does of itself: finds what nobody told of and wakes what is due; then does it. */
  sweep(): Promise<void>;
  /** Goes on until nothing is outstanding; nothing goes wrong any more, and time passes as far as it takes. */
  settle(): Promise<void>;
  /** A person asks for a look at every order (REC-5). */
  askForAll(): Promise<void>;
}

/** Enough for the longest wait of all, ten minutes after a double check. */
const mostRounds = 40;
const roundMs = 6 * 60_000;
/** Beyond the lag of Shopify's search. */
const firstRoundMs = 5_000;

export function createWorkers(world: ModelWorld): Workers {
  const { outside, stores, tables, calls, clock, shopify } = world;

  const take = async (woken: string): Promise<void> => {
    const [shop, orderId] = woken.split(":");
    if (orderId === undefined) return settleHint(outside, stores, BigInt(woken));
    return reconcileOrder(outside, stores, { shop: shop as ShopDomain, orderId: orderId as OrderId });
  };

  async function takeAll(): Promise<void> {
    for (let rounds = 0; tables.woken.length > 0; rounds += 1) {
      if (rounds > 30) throw new Error(`Orders wake each other without end: ${tables.woken.join(", ")}`);
      for (const woken of new Set(tables.woken.splice(0))) await take(woken);
    }
  }

  async function sweepAll(): Promise<void> {
    await backfillDue(outside, stores);
    await sweepOrders(outside, stores);
    await sweep(outside, stores);
    await pollKatana(outside, stores);
    await takeAll();
  }

  const outstanding = (): readonly string[] => [
    ...[...tables.orders.values()]
      .filter((order) => {
        const isHeld = order.leaseHolder !== null && order.leaseUntil > clock.now();
        // What Shopify may let go without a word is looked at every hour for ever.
        const isLookedAtHourly = lookAgainAt(order, 0) !== null && !order.waits.some((wait) => "until" in wait);
        const isToldToWait = order.nextTryAt !== null && !isLookedAtHourly;
        return order.done < order.wanted || isToldToWait || isHeld;
      })
      .map(({ orderId, status, failure }) => `${orderId} ${status} ${JSON.stringify(failure)}`),
    ...tables.inbox.filter(({ open, note }) => open && note.kind === "open").map(({ id }) => `hint ${String(id)}`),
    ...tables.attempts.filter(({ recheckAt }) => recheckAt !== null).map(({ step }) => `double check of ${step}`),
  ];

  calls.meanwhile(sweepAll);
  return {
    work: async () => void (await calls.untilKilled(takeAll)),
    sweep: async () => void (await calls.untilKilled(sweepAll)),
    settle: async () => {
      calls.clear();
      for (let round = 0; round < mostRounds; round += 1) {
        clock.advance(round === 0 ? firstRoundMs : roundMs);
        await shopify.deliveries.idle();
        await sweepAll();
        // The search has to have been there once with nothing left to find.
        if (round > 1 && outstanding().length === 0) return;
      }
      throw new Error(`Still outstanding after ${String(mostRounds)} rounds: ${outstanding().join("; ")}`);
    },
    askForAll: async () => {
      const shop = world.shop.domain as ShopDomain;
      const orders = [...tables.orders.values()].map(({ orderId }) => orderId);
      await lookNow(outside, stores, { shop, orders, by: "somebody" });
    },
  };
}
