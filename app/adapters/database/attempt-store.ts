import type { OrderId, ShopDomain } from "../../domain/ids.ts";
import type { Step } from "../../domain/plan.ts";
import type { AttemptOutcome, AttemptStore, CreateIntent } from "../../sync/stores.ts";
import type { Database } from "./database.ts";
import { json } from "./json.ts";

export function createAttemptStore({ prisma }: Database): AttemptStore {
  return {
    of: async ({ shop, orderId }) => {
      const rows = await prisma.writeAttempt.findMany({ where: { shop, orderId }, orderBy: { sentAt: "asc" } });
      return rows.map((row) => ({
        id: row.id,
        step: row.step as Step["kind"],
        sentAt: row.sentAt.toISOString(),
        deadline: row.deadlineAt.toISOString(),
        outcome: row.outcome as AttemptOutcome | null,
        resultId: row.resultId,
        recheckAt: row.recheckAt?.toISOString() ?? null,
        intent: row.intent as unknown as CreateIntent | null,
      }));
    },
    begin: async ({ shop, orderId }, { accountId, step, sentAt, deadline, intent }) => {
      const { id } = await prisma.writeAttempt.create({
        data: {
          shop,
          orderId,
          accountId,
          step,
          sentAt: new Date(sentAt),
          deadlineAt: new Date(deadline),
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
    dueRechecks: async (now, limit) => {
      const rows = await prisma.$queryRaw<{ shop: ShopDomain; order_id: OrderId }[]>`
        SELECT DISTINCT attempt.shop, attempt.order_id FROM write_attempt attempt
        JOIN tracked_order ON tracked_order.shop = attempt.shop AND tracked_order.order_id = attempt.order_id
        WHERE attempt.recheck_at <= ${new Date(now)} AND tracked_order.done >= tracked_order.wanted LIMIT ${limit}`;
      return rows.map(({ shop, order_id }) => ({ shop, orderId: order_id }));
    },
  };
}
