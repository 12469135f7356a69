import { beforeEach, describe, expect, it } from "vitest";
import { orderId } from "../../app/domain/testing/ids.ts";
import { eachDatabase, storesOf } from "./support/each-database.ts";
import { anAttempt, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();

describe.each(databases)("attempts on $kind", ({ second, queue, clock, stores: { attempts }, clear }) => {
  const elsewhere = storesOf(second, queue, clock).attempts;
  beforeEach(clear);

  it("[IMP-9] are recorded with what they were to make, without an outcome", async () => {
    const id = await attempts.begin(keyOf(), anAttempt());
    const { intent, sentAt, deadline } = anAttempt();
    expect(await elsewhere.of(keyOf())).toEqual([
      {
        id,
        step: "create-sales-order",
        sentAt,
        deadline,
        outcome: null,
        resultId: null,
        recheckAt: null,
        intent,
        because: null,
      },
    ]);
  });

  it("are one order's, oldest first", async () => {
    const second_ = await attempts.begin(keyOf(), anAttempt({ sentAt: "2026-11-10T10:05:00.000Z", intent: null }));
    const first = await attempts.begin(keyOf(), anAttempt({ step: "create-tax-rate" }));
    await attempts.begin(keyOf(orderId("1"), other), anAttempt());
    expect((await attempts.of(keyOf())).map(({ id, intent }) => [id, intent === null])).toEqual([
      [first, false],
      [second_, true],
    ]);
  });

  it("[STO-4] are found by what they go by within the account, whichever order or shop they are of", async () => {
    const begin = (id: string, shop: typeof other, overrides: Parameters<typeof anAttempt>[0]) =>
      attempts.begin(keyOf(orderId(id), shop), anAttempt({ step: "create-customer", intent: null, ...overrides }));
    const first = await begin("1", other, { subjects: ["mail", "id"] });
    const later = await begin("2", other, { subjects: ["id"], sentAt: "2026-11-10T10:05:00.000Z" });
    await begin("3", other, { subjects: ["else"] });
    await begin("4", other, { subjects: [] });
    await begin("5", other, { subjects: ["id"], accountId: "another" });
    const idsOf = async (...subjects: string[]) => (await elsewhere.about("account", subjects)).map(({ id }) => id);
    expect(await idsOf("id")).toEqual([first, later]);
    expect(await idsOf("mail", "nothing")).toEqual([first]);
    expect(await idsOf()).toEqual([]);
  });

  it.each(["made", "refused", "not-sent", "not-made"] as const)("are settled as %s", async (outcome) => {
    const id = await attempts.begin(keyOf(), anAttempt());
    await attempts.settle(id, outcome, outcome === "made" ? 2_147_483_647 : null, clock.instant());
    expect(await attempts.of(keyOf())).toMatchObject([
      { outcome, resultId: outcome === "made" ? 2_147_483_647 : null },
    ]);
  });

  it("[IMP-9] come up for their double check when it is due, and again later until it is settled", async () => {
    const id = await attempts.begin(keyOf(), anAttempt());
    const take = (store = attempts) =>
      store.takeDueRechecks(clock.instant(), { limit: 10, againAt: clock.instant(600_000) });
    await attempts.scheduleRecheck(id, clock.instant(60_000));
    expect(await take()).toEqual([]);
    clock.advance(60_000);
    const taken = await Promise.all([take(), take(elsewhere)]);
    expect(taken.flat()).toEqual([keyOf()]);
    clock.advance(599_999);
    expect(await take()).toEqual([]);
    clock.advance(1);
    expect(await take()).toEqual([keyOf()]);
    await attempts.scheduleRecheck(id, null);
    clock.advance(3_600_000);
    expect(await take()).toEqual([]);
  });

  it("come up no more at once than asked, the longest due first", async () => {
    for (const [index, id] of ["1", "2", "3"].entries()) {
      const attempt = await attempts.begin(keyOf(orderId(id)), anAttempt());
      await attempts.scheduleRecheck(attempt, clock.instant(-1_000 * index));
    }
    const taken = await attempts.takeDueRechecks(clock.instant(), { limit: 2, againAt: clock.instant(600_000) });
    expect(taken.map((key) => key.orderId).toSorted()).toEqual(["2", "3"]);
  });
});
