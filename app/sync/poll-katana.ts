import { isNews } from "../domain/fulfillment-news.ts";
import { hintsInVainAfter, hintSpacingMs } from "../domain/katana-hint.ts";
import { nextStep } from "../domain/next-step.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { MovedFulfillment } from "./fulfillment-ports.ts";
import type { KatanaPollRecord } from "./katana-poll-store.ts";
import type { Outside } from "./ports.ts";
import type { OrderKey, Stores } from "./stores.ts";

/** Milliseconds that a look reaches further back than to the last one: clocks differ, and lists shift while they are read. */
const overlapMs = 120_000;

/** Milliseconds that a look comes early: what it finds is to be on the other side within the interval. */
const earlyMs = ({ katanaPollMs }: Outside): number => Math.min(2_000, katanaPollMs / 10);

/**
 * Asks each Katana account that is due, once for all its shops, which fulfillments moved, and has the orders looked at that it is news for.
 * Katana tells of no fulfillment by itself, so this alone would do; its webhooks only bring it forward.
 */
export async function pollKatana(outside: Outside, stores: Stores): Promise<void> {
  for (const poll of await stores.polls.due(now(outside)))
    await outside.leases.withLease(`katana-poll:${poll.accountId}`, { holdMs: 30_000, waitMs: 0 }, () =>
      pollAccount(outside, stores, poll),
    );
}

async function pollAccount(outside: Outside, stores: Stores, poll: KatanaPollRecord): Promise<void> {
  const katana = await outside.katana(poll.shop, "live");
  const beganAt = now(outside);
  if (katana === null) return stores.polls.postpone(poll.accountId, now(outside, outside.katanaPollMs));
  const since = new Date(Date.parse(poll.knownTill) - overlapMs).toISOString();
  const listed = await katana.live.listMovedFulfillments(since);
  if (!listed.ok) return postpone(outside, stores, { poll, failure: listed.problem });
  const fresh = listed.value.filter((one) => poll.seen[keyOf(one)] !== howOf(one));
  const moved = await ordersOf(stores, poll, fresh);
  const seen = Object.fromEntries(listed.value.map((one) => [keyOf(one), howOf(one)]));
  const knownTill = latest([poll.knownTill, ...listed.value.flatMap(({ updatedAt }) => updatedAt ?? [])]);
  const hintsInVain = hintsInVainAfter({ hinted: poll.hinted, foundNews: moved.length > 0, before: poll.hintsInVain });
  const nextAt = later(beganAt, outside.katanaPollMs - earlyMs(outside));
  const againAt = later(beganAt, hintSpacingMs(hintsInVain));
  await stores.polls.keep({ ...poll, knownTill, seen, hintsInVain }, { beganAt, nextAt, againAt }, moved);
  if (moved.length > 0) outside.log("katana-poll.moved", { orders: moved.length });
}

const keyOf = ({ id }: MovedFulfillment): string => `fulfillment:${String(id)}`;

const howOf = ({ updatedAt, delivered, deleted }: MovedFulfillment): string =>
  [updatedAt ?? "", delivered ? "delivered" : "packed", deleted ? "deleted" : ""].join(" ");

const latest = (instants: readonly string[]): string => instants.toSorted().at(-1) ?? "";

async function ordersOf(
  stores: Stores,
  { accountId }: KatanaPollRecord,
  moved: readonly MovedFulfillment[],
): Promise<readonly OrderKey[]> {
  if (moved.length === 0) return [];
  const linked = await stores.polls.linked(
    accountId,
    moved.map(({ salesOrderId }) => salesOrderId),
  );
  return linked.filter(({ salesOrderId, fulfillments }) =>
    moved.some((one) => one.salesOrderId === salesOrderId && isNews(fulfillments, one)),
  );
}

async function postpone(
  outside: Outside,
  stores: Stores,
  { poll, failure }: { poll: KatanaPollRecord; failure: CallFailure },
): Promise<void> {
  const next = nextStep(failure, poll.attempts + 1);
  const delayMs = next.kind === "retry" ? next.delayMs : outside.katanaPollMs;
  await stores.polls.postpone(poll.accountId, now(outside, delayMs));
  outside.log("katana-poll.put-off", { failure: failure.kind, delayMs });
}

const later = (instant: string, byMs: number): string => new Date(Date.parse(instant) + byMs).toISOString();

const now = ({ clock }: Outside, inMs = 0): string => new Date(clock.now() + inMs).toISOString();
