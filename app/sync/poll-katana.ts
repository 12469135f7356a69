import { isNews } from "../domain/fulfillment-news.ts";
import type { KeptFulfillments } from "../domain/fulfillment-pair.ts";
import type { SalesOrderId } from "../domain/ids.ts";
import { hintsInVainAfter, hintSpacingMs } from "../domain/katana-hint.ts";
import { nextStep } from "../domain/next-step.ts";
import type { CallFailure } from "../domain/failure.ts";
import { ok } from "../domain/result.ts";
import { isReturnNews } from "../domain/return-news.ts";
import type { KeptReturns } from "../domain/sales-return.ts";
import type { MovedFulfillment } from "./fulfillment-ports.ts";
import type { KatanaPollRecord, MovedOrders } from "./katana-poll-store.ts";
import type { Answer, ChangedReturn, KatanaClient, Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";

/** Milliseconds that a look reaches further back than to the last one: clocks differ, and lists shift while they are read. */
const overlapMs = 120_000;

/**
 * Milliseconds before the beginning of a look up to which all is known after it, whatever it listed: an account where nothing moves, or whose
 * lists name no time, is not asked for ever more. Only `overlapMs` and this together bound how far Katana's clock may be behind Tandem's.
 */
const settledMs = 180_000;

/** Milliseconds that a look comes early: what it finds is to be on the other side within the interval. */
const earlyMs = ({ katanaPollMs }: Outside): number => Math.min(2_000, katanaPollMs / 10);

/**
 * Asks each Katana account that is due, once for all its shops, which fulfillments and returns moved, and has the orders looked at that it is
 * news for. Katana tells of neither by itself, so this alone would do; its webhooks only bring it forward. What travels for no shop is not
 * asked for.
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
  const listed = await listMoved(katana.live, poll, since);
  if (!listed.ok) return postpone(outside, stores, { poll, failure: listed.problem });
  const moved = await ordersOf(
    stores,
    poll,
    listed.value.filter((one) => poll.seen[one.key] !== one.how),
  );
  const seen = Object.fromEntries(listed.value.map(({ key, how }) => [key, how]));
  const knownTill = latest([
    poll.knownTill,
    later(beganAt, -settledMs),
    ...listed.value.flatMap(({ updatedAt }) => updatedAt ?? []),
  ]);
  const orders = moved.fulfillments.length + moved.returns.length;
  const hintsInVain = hintsInVainAfter({ hinted: poll.hinted, foundNews: orders > 0, before: poll.hintsInVain });
  const nextAt = later(beganAt, outside.katanaPollMs - earlyMs(outside));
  const againAt = later(beganAt, hintSpacingMs(hintsInVain));
  await stores.polls.keep({ ...poll, knownTill, seen, hintsInVain }, { beganAt, nextAt, againAt }, moved);
  if (orders > 0) outside.log("katana-poll.moved", { orders });
}

/** One fulfillment or return of a list, with what tells whether it was seen like this before. */
interface Moved {
  readonly key: string;
  readonly how: string;
  readonly salesOrderId: SalesOrderId;
  readonly updatedAt: string | null;
  readonly isNewsFor: (kept: {
    readonly fulfillments: KeptFulfillments | null;
    readonly returns: KeptReturns | null;
  }) => keyof MovedOrders | null;
}

async function listMoved(client: KatanaClient, poll: KatanaPollRecord, since: string): Answer<readonly Moved[]> {
  const { fulfillments, returns } = poll.travelling;
  const [gone, back] = await Promise.all([
    fulfillments ? client.listMovedFulfillments(since) : ok([]),
    returns ? client.listChangedReturns(since) : ok([]),
  ]);
  if (!gone.ok) return gone;
  return back.ok ? ok([...gone.value.map(movedFulfillment), ...back.value.map(movedReturn)]) : back;
}

const movedFulfillment = (one: MovedFulfillment): Moved => ({
  key: `fulfillment:${String(one.id)}`,
  how: [one.updatedAt ?? "", one.delivered ? "delivered" : "packed", one.deleted ? "deleted" : ""].join(" "),
  salesOrderId: one.salesOrderId,
  updatedAt: one.updatedAt,
  isNewsFor: ({ fulfillments }) => (fulfillments !== null && isNews(fulfillments, one) ? "fulfillments" : null),
});

const movedReturn = (one: ChangedReturn): Moved => ({
  key: `return:${String(one.id)}`,
  how: [one.updatedAt ?? "", one.status].join(" "),
  salesOrderId: one.salesOrderId,
  updatedAt: one.updatedAt,
  isNewsFor: ({ returns }) => (returns !== null && isReturnNews(returns, one) ? "returns" : null),
});

const latest = (instants: readonly string[]): string => instants.toSorted().at(-1) ?? "";

async function ordersOf(
  stores: Stores,
  { accountId }: KatanaPollRecord,
  moved: readonly Moved[],
): Promise<MovedOrders> {
  const salesOrderIds = [...new Set(moved.map(({ salesOrderId }) => salesOrderId))];
  const linked = moved.length === 0 ? [] : await stores.polls.linked(accountId, salesOrderIds);
  const newsFor = (what: keyof MovedOrders) =>
    linked.filter((order) =>
      moved.some((one) => one.salesOrderId === order.salesOrderId && one.isNewsFor(order) === what),
    );
  return { fulfillments: newsFor("fulfillments"), returns: newsFor("returns") };
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
