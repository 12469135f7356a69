import { windowAfter, windowFrom } from "../domain/backfill.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { ShopDomain } from "../domain/ids.ts";
import { nextStep } from "../domain/next-step.ts";
import { failed, ok } from "../domain/result.ts";
import type { Answer, Outside } from "./ports.ts";
import type { BackfillRecord, SearchPlace } from "./search-stores.ts";
import type { Stores } from "./stores.ts";

/** Pages a turn: a shop with many orders does not keep the others from theirs. */
const pagesATurn = 20;
/** Milliseconds: what needs a person is tried again so often, in case somebody mended it. */
const againAfterRefusalMs = 10 * 60 * 1000;

/** Goes on with every backfill that is due; each is one process's at a time, and begins where the last page was kept. */
export async function backfillDue(outside: Outside, stores: Stores): Promise<void> {
  for (const shop of await stores.backfills.due(now(outside)))
    await outside.leases.withLease(`backfill:${shop}`, { holdMs: 15_000, waitMs: 0 }, () =>
      backfill(outside, stores, shop),
    );
}

async function backfill(outside: Outside, stores: Stores, shop: ShopDomain): Promise<void> {
  for (let page = 0; page < pagesATurn; page += 1) {
    const record = await stores.backfills.find(shop);
    if (record === null || record.finishedAt !== null) return;
    if (record.searchedAt !== null) return finish(outside, stores, shop);
    const went =
      record.expected === null ? await count(outside, stores, record) : await search(outside, stores, record);
    if (!went.ok) return postpone(outside, stores, { record, failure: went.problem });
  }
}

/** What there is to find, and the older open orders, which are offered only (IMP-5). */
async function count(outside: Outside, stores: Stores, { shop, since, until }: BackfillRecord): Answer<null> {
  const shopify = outside.shopify(shop);
  const expected = await shopify.countOrders({ by: "created", from: since, to: until });
  if (!expected.ok) return expected;
  const olderOpen = await shopify.countOrders({ by: "open", createdBefore: since });
  if (!olderOpen.ok) return olderOpen;
  await stores.backfills.saveCounts(shop, { expected: expected.value, olderOpen: olderOpen.value });
  return ok(null);
}

async function search(outside: Outside, stores: Stores, record: BackfillRecord): Answer<null> {
  const { shop, until, cursor } = record;
  const stretch = windowFrom(record.windowFrom, until);
  const page = await outside.shopify(shop).searchOrders({ by: "created", ...stretch }, cursor);
  if (!page.ok) return failed(page.problem);
  const kept = await stores.backfills.keepPage(record, page.value.orders, after(record, page.value.next), now(outside));
  if (kept) outside.log("backfill.searched", { shop, from: stretch.from, orders: page.value.orders.length });
  return ok(null);
}

const after = ({ windowFrom: from, until }: BackfillRecord, next: string | null): SearchPlace => {
  if (next !== null) return { windowFrom: from, cursor: next };
  const following = windowAfter(from, until);
  return following === null ? null : { windowFrom: following, cursor: null };
};

async function finish(outside: Outside, stores: Stores, shop: ShopDomain): Promise<void> {
  if (await stores.backfills.finishIfDone(shop, now(outside))) outside.log("backfill.finished", { shop });
}

/** A place in the pages that Shopify no longer knows is refused like anything else: the window is begun again. */
async function postpone(
  outside: Outside,
  stores: Stores,
  { record, failure }: { record: BackfillRecord; failure: CallFailure },
): Promise<void> {
  const next = nextStep(failure, record.attempts + 1);
  const anew = failure.kind === "rejected" && record.cursor !== null;
  const delayMs = next.kind === "retry" ? next.delayMs : anew ? 0 : againAfterRefusalMs;
  await stores.backfills.postpone(record.shop, now(outside, delayMs), { anew });
  outside.log("backfill.put-off", { shop: record.shop, failure: failure.kind, delayMs });
}

const now = ({ clock }: Outside, inMs = 0): string => new Date(clock.now() + inMs).toISOString();
