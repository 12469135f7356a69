import type { Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";

const batch = 200;
/** Milliseconds: how soon a double check that could not be settled is tried again. */
const recheckAgainMs = 10 * 60 * 1000;

/**
 * Wakes whatever is due: orders with an outstanding look or a next try, hints that still look for their order, double checks after a
 * repeated create; during an outage also the one order that tries whether it is over (REC-6). The queue may lose a wake-up; this finds it again (REC-1).
 */
export async function sweep(outside: Outside, stores: Stores): Promise<void> {
  const now = new Date(outside.clock.now()).toISOString();
  await stores.connections.sendProbes(now);
  const woken = await stores.orders.wakeDue(now, batch);
  const hints = await stores.inbox.wakeDue(now, batch);
  const againAt = new Date(outside.clock.now() + recheckAgainMs).toISOString();
  for (const key of await stores.attempts.takeDueRechecks(now, { limit: batch, againAt }))
    await stores.orders.want(key, 0);
  if (woken + hints > 0) outside.log("sweep.woke", { orders: woken, hints });
}
