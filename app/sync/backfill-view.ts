import { isActive } from "../domain/activation.ts";
import { timeLeftMs, type BudgetLeft } from "../domain/backfill.ts";
import type { Outside } from "./ports.ts";
import type { ShopRecord, Stores } from "./stores.ts";
import type { BackfillView, HomeView } from "./views.ts";

type BackfillParts = Pick<HomeView, "backfill" | "olderOpen" | "leftOut" | "accountedFor">;

/** What Home says of the orders from before the activation, and of those placed during a pause (PAG-1, CON-5). */
export async function loadBackfillParts(
  outside: Outside,
  stores: Stores,
  { domain, activation }: ShopRecord,
): Promise<BackfillParts> {
  const record = await stores.backfills.find(domain);
  const running = record !== null && record.finishedAt === null && isActive(activation);
  const { activatedAt, pausedAt } = activation;
  const paused = activatedAt !== null && pausedAt !== null && !isActive(activation);
  return {
    backfill: running ? await backfillView(outside, stores, record) : null,
    olderOpen: record?.olderOpen ?? null,
    leftOut: paused ? await stores.pages.countLeftOut(domain, pausedAt) : null,
    accountedFor: record !== null && record.finishedAt !== null,
  };
}

async function backfillView(
  outside: Outside,
  stores: Stores,
  { shop, expected }: { shop: ShopRecord["domain"]; expected: number | null },
): Promise<BackfillView> {
  const counts = await stores.backfills.counts(shop);
  const total = Math.max(counts.found, expected ?? 0);
  const left = total - counts.lookedAt;
  const budget = await budgetLeft(outside, stores, shop);
  return {
    total,
    lookedAt: counts.lookedAt,
    imported: counts.imported,
    left,
    leftMs: timeLeftMs(left, counts, budget),
  };
}

async function budgetLeft({ clock }: Outside, stores: Stores, shop: ShopRecord["domain"]): Promise<BudgetLeft | null> {
  const connection = await stores.connections.find(shop);
  const now = clock.now();
  const budget = connection && (await stores.connections.budget(connection.fingerprint, new Date(now).toISOString()));
  if (budget === null) return null;
  return { remaining: budget.remaining, limit: budget.limit, resetsInMs: Math.max(0, Date.parse(budget.endsAt) - now) };
}
