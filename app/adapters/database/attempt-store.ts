import type { WriteAttempt as AttemptRow } from "@prisma/client";
import type { DeletionCause } from "../../domain/change-step.ts";
import type { OrderId, ShopDomain } from "../../domain/ids.ts";
import type {
  AttemptOutcome,
  AttemptStep,
  AttemptStore,
  CreateIntent,
  WriteAttempt,
} from "../../sync/attempt-store.ts";
import type { Database } from "./database.ts";
import { json } from "./json.ts";

export function createAttemptStore({ prisma }: Database): AttemptStore {
  return {
    of: async ({ shop, orderId }) => {
      const rows = await prisma.writeAttempt.findMany({ where: { shop, orderId }, orderBy: { sentAt: "asc" } });
      return rows.map(toAttempt);
    },
    about: async (accountId, subjects) => {
      const where = { accountId, subjects: { hasSome: [...subjects] } };
      return (await prisma.writeAttempt.findMany({ where, orderBy: { sentAt: "asc" } })).map(toAttempt);
    },
    begin: async ({ shop, orderId }, { accountId, step, sentAt, deadline, intent, subjects, because }) => {
      const { id } = await prisma.writeAttempt.create({
        data: {
          shop,
          orderId,
          accountId,
          step,
          because,
          sentAt: new Date(sentAt),
          deadlineAt: new Date(deadline),
          subjects: [...subjects],
          ...(intent === null ? {} : { intent: json(intent) }),
        },
      });
      return id;
    },
    settle: async (id, outcome, resultId, at) => {
      await prisma.writeAttempt.update({ where: { id }, data: { outcome, resultId, settledAt: new Date(at) } });
    },
    scheduleRecheck: async (id, at) => {
      await prisma.writeAttempt.update({ where: { id }, data: { recheckAt: at === null ? null : new Date(at) } });
    },
    takeDueRechecks: async (now, { limit, againAt }) => {
      const rows = await prisma.$queryRaw<{ shop: ShopDomain; order_id: OrderId }[]>`
        UPDATE write_attempt SET recheck_at = ${new Date(againAt)} WHERE id IN (
          SELECT id FROM write_attempt WHERE recheck_at <= ${new Date(now)}
          ORDER BY recheck_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING shop, order_id`;
      return rows.map(({ shop, order_id }) => ({ shop, orderId: order_id }));
    },
  };
}

const toAttempt = (row: AttemptRow): WriteAttempt => ({
  id: row.id,
  step: row.step as AttemptStep,
  sentAt: row.sentAt.toISOString(),
  deadline: row.deadlineAt.toISOString(),
  outcome: row.outcome as AttemptOutcome | null,
  resultId: row.resultId,
  recheckAt: row.recheckAt?.toISOString() ?? null,
  because: row.because as DeletionCause | null,
  intent: row.intent as unknown as CreateIntent | null,
});
