import { Prisma } from "@prisma/client";
import type { PrismaClient } from "@prisma/client";
import type { Clock, Urgency } from "../../sync/ports.ts";
import { budgetRules, retryAfterMs, toldEnd } from "./budget-window.ts";
import type { RequestBudget, TakenRequest, ToldBudget } from "./request-budget.ts";

type Database = Pick<PrismaClient, "$queryRaw" | "$executeRaw" | "katanaBudget">;

/**
 * The budget as one row per token, shared by every process: each take and each report is a single conditional statement, so the row
 * is never held across a network call. The rules are those of budget-window.ts, said in SQL; a law keeps the two the same.
 */
export function createDatabaseRequestBudget(database: Database, clock: Clock): RequestBudget {
  return {
    take: async (fingerprint, urgency) => {
      const now = clock.now();
      if (await takeOne(database, { fingerprint, urgency, now })) return { granted: true };
      return explainRefusal(database, { fingerprint, urgency, now });
    },
    report: (fingerprint, told) => correct(database, fingerprint, told),
  };
}

interface Asked {
  readonly fingerprint: string;
  readonly urgency: Urgency;
  readonly now: number;
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** What a new window begins with, told from the one before. */
const fresh = Prisma.sql`CASE
  WHEN budget.updated_at < budget.window_ends_at - ${budgetRules.tail}::int * interval '1 millisecond' THEN budget.request_limit
  ELSE greatest(1, budget.request_limit / 2, least(budget.remaining, budget.request_limit))
END`;

async function takeOne(database: Database, { fingerprint, urgency, now }: Asked): Promise<boolean> {
  const nowText = instant(now);
  const assumedEnd = instant(now + budgetRules.assumedWindow + budgetRules.margin);
  const tailEnd = instant(now + budgetRules.tail);
  const releaseEnd = instant(now + budgetRules.reserveRelease);
  const reserve = urgency === "backfill" ? budgetRules.reserve : 0;
  const taken = await database.$executeRaw`
    INSERT INTO katana_budget AS budget (fingerprint, request_limit, remaining, window_ends_at, updated_at)
    VALUES (${fingerprint}, ${budgetRules.assumedLimit}::int, ${budgetRules.assumedLimit - 1}::int,
            ${assumedEnd}::timestamptz, ${nowText}::timestamptz)
    ON CONFLICT (fingerprint) DO UPDATE SET
      remaining = CASE
        WHEN budget.window_ends_at > ${nowText}::timestamptz THEN budget.remaining
        ELSE ${fresh}
      END - 1,
      window_ends_at = CASE
        WHEN budget.window_ends_at > ${nowText}::timestamptz THEN budget.window_ends_at
        ELSE ${assumedEnd}::timestamptz
      END,
      updated_at = CASE
        WHEN budget.window_ends_at > ${nowText}::timestamptz THEN greatest(budget.updated_at, ${nowText}::timestamptz)
        ELSE ${nowText}::timestamptz
      END
    WHERE budget.window_ends_at <= ${nowText}::timestamptz
      OR budget.remaining > CASE
        WHEN budget.window_ends_at <= ${tailEnd}::timestamptz THEN budget.request_limit / 2
        WHEN budget.window_ends_at > ${releaseEnd}::timestamptz THEN ${reserve}::int
        ELSE 0
      END`;
  return taken === 1;
}

async function explainRefusal(database: Database, { fingerprint, urgency, now }: Asked): Promise<TakenRequest> {
  const row = await database.katanaBudget.findUnique({ where: { fingerprint } });
  // The row was there a moment ago; should it be gone, the next request starts a new one.
  if (row === null) return { granted: false, retryAfterMs: 1 };
  const window = {
    limit: row.requestLimit,
    remaining: row.remaining,
    endsAt: row.windowEndsAt.getTime(),
    takenAt: row.updatedAt.getTime(),
  };
  return { granted: false, retryAfterMs: retryAfterMs(window, urgency, now) };
}

async function correct(database: Database, fingerprint: string, told: ToldBudget): Promise<void> {
  const endsAt = instant(toldEnd(told));
  const newWindowFrom = instant(toldEnd(told) - budgetRules.sameWindow);
  await database.$executeRaw`
    UPDATE katana_budget AS budget SET
      request_limit = coalesce(${told.limit}::int, request_limit),
      remaining = CASE
        WHEN window_ends_at < ${newWindowFrom}::timestamptz THEN least(${fresh}, ${told.remaining}::int)
        ELSE greatest(0, least(remaining + coalesce(${told.limit}::int, request_limit) - request_limit, ${told.remaining}::int))
      END,
      window_ends_at = ${endsAt}::timestamptz,
      updated_at = CASE
        WHEN window_ends_at < ${newWindowFrom}::timestamptz
          THEN greatest(updated_at, window_ends_at - ${budgetRules.margin}::int * interval '1 millisecond')
        ELSE updated_at
      END
    WHERE fingerprint = ${fingerprint} AND updated_at < ${instant(told.resetAt)}::timestamptz`;
}
