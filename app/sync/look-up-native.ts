import { mustLookUp } from "../domain/adoption.ts";
import { needsReferences, type PlanInput } from "../domain/plan-order.ts";
import { failed, ok } from "../domain/result.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import type { Answer, KatanaClient, Outside } from "./ports.ts";
import type { BackfillRecord } from "./search-stores.ts";
import type { Claim, OrderKey, Stores } from "./stores.ts";

/** As many as one search takes. */
const ordersACall = 100;

interface Question {
  readonly claim: Claim;
  readonly katana: KatanaClient;
  readonly input: PlanInput;
}

/**
 * What Katana's own Shopify integration made for the order (CON-6), deleted ones too. The first order to ask has up to a hundred others of
 * its shop looked up along with it, so that they ask Katana nothing any more. Empty as well when there is nothing to look up.
 */
export async function lookUpNative(
  outside: Outside,
  stores: Stores,
  { claim, katana, input }: Question,
): Answer<readonly ActualSalesOrder[]> {
  const { order, activation } = input;
  if (order === null || claim.link !== null) return ok([]);
  const backfill = await stores.backfills.find(claim.shop);
  const backfillOpen = backfill !== null && backfill.finishedAt === null;
  if (!mustLookUp({ order, activation, backfillOpen, wouldBeMade: needsReferences(input) })) return ok([]);
  const known = await stores.natives.of(claim);
  if (known.checked) return ok(known.found);
  const since = earlier(backfill?.since ?? order.createdAt, order.createdAt);
  return lookUpInTurn(outside, stores, { key: claim, katana, backfill, since });
}

interface LookUp {
  readonly key: OrderKey;
  readonly katana: KatanaClient;
  readonly backfill: BackfillRecord | null;
  readonly since: string;
}

/** One at a time for a shop: two orders would have the same hundred looked up. */
async function lookUpInTurn(outside: Outside, stores: Stores, lookUp: LookUp): Answer<readonly ActualSalesOrder[]> {
  const { key } = lookUp;
  const turn = await outside.leases.withLease(`native:${key.shop}`, { holdMs: 30_000, waitMs: 10_000 }, async () => {
    const known = await stores.natives.of(key);
    return known.checked ? ok(known.found) : lookUpNow(outside, stores, lookUp);
  });
  return turn.taken ? turn.value : failed(busy);
}

const busy = { kind: "unavailable", side: "katana", words: "Other orders are being looked up" } as const;

async function lookUpNow(
  outside: Outside,
  stores: Stores,
  { key, katana, backfill, since }: LookUp,
): Answer<readonly ActualSalesOrder[]> {
  const at = () => new Date(outside.clock.now()).toISOString();
  if (backfill !== null && (await stores.backfills.find(key.shop))?.deletedListedAt === null) {
    const deleted = await katana.listDeletedSalesOrders(since);
    if (!deleted.ok) return deleted;
    await stores.natives.keepDeleted(key.shop, deleted.value, at());
  }
  const orderIds = await stores.natives.unchecked(key, ordersACall);
  const found = await katana.findSalesOrdersOf(orderIds, since);
  if (!found.ok) return found;
  await stores.natives.keepLookUp(key.shop, orderIds, found.value, at());
  outside.log("native.looked-up", { shop: key.shop, orders: orderIds.length, found: found.value.length });
  return ok((await stores.natives.of(key)).found);
}

const earlier = (a: string, b: string): string => (Date.parse(a) < Date.parse(b) ? a : b);
