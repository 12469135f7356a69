import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOrderStore } from "../../app/adapters/database/order-store.ts";
import { createQueue, type Queue, type QueueHandlers } from "../../app/adapters/database/queue.ts";
import { orderId } from "../../app/domain/testing/ids.ts";
import { pause, until } from "../support/until.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, bigId, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();

describe.each(databases)("the queue on $kind", ({ database, clock, clear }) => {
  const { prisma } = database;
  let queue: Queue;
  let errors: Error[];
  let ended: string[];

  beforeEach(async () => {
    await clear();
    [errors, ended] = [[], []];
    queue = createQueue(database, { onError: (error) => errors.push(error), supervise: false });
    await queue.start();
    await prisma.$executeRaw`DELETE FROM pgboss.job`;
  });
  afterEach(async () => {
    if (queue.isRunning()) await queue.stop();
    expect(errors).toEqual([]);
  });

  const key = (id: string, shop = acme) => keyOf(orderId(id), shop);
  const jobs = () =>
    prisma.$queryRaw<{ key: string; priority: number; state: string }[]>`
      SELECT singleton_key AS key, priority, state::text FROM pgboss.job ORDER BY priority DESC, singleton_key, state`;
  const work = (handlers: Partial<QueueHandlers>) =>
    queue.work({
      order: ({ shop, orderId: id }) => Promise.resolve(void ended.push(`${shop}:${id}`)),
      hint: (id) => Promise.resolve(void ended.push(`hint ${String(id)}`)),
      ...handlers,
    });
  const hasEnded = (what: string) => until(() => ended.includes(what), { what: `the end of ${what}` });

  it("brings each order once, its digits and its shop to the letter", async () => {
    await work({});
    await queue.wakeAll([keyOf(), key("2", other)], 10);
    await hasEnded(`${acme}:${bigId}`);
    await hasEnded(`${other}:2`);
    await queue.wakeAll([], 10);
    await pause(50);
    expect(ended).toHaveLength(2);
  });

  it("brings hints by their number", async () => {
    await work({});
    await queue.wakeHint(9_007_199_254_740_993n, acme);
    await hasEnded("hint 9007199254740993");
  });

  it("keeps one waiting job per order, however often it is woken at once", async () => {
    const wake = () => prisma.$transaction((transaction) => queue.wakeAll([keyOf()], 10, transaction));
    await Promise.all(Array.from({ length: 10 }, wake));
    expect(await jobs()).toEqual([{ key: `${acme}:${bigId}`, priority: 10, state: "created" }]);
  });

  it("wakes nobody when the transaction fails", async () => {
    const failing = prisma.$transaction(async (transaction) => {
      await queue.wakeAll([key("1")], 10, transaction);
      await queue.hasten(key("2"), transaction);
      await queue.wakeHint(1n, acme, transaction);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await jobs()).toEqual([]);
  });

  it("raises a waiting job of low priority inside a transaction, and goes on in it", async () => {
    await queue.wakeAll([key("1"), key("2")], 0);
    await Promise.all(
      Array.from({ length: 5 }, () =>
        prisma.$transaction(async (transaction) => {
          await queue.hasten(key("2"), transaction);
          await queue.hasten(key("3"), transaction);
          expect(await transaction.lease.count()).toBe(0);
        }),
      ),
    );
    expect(await jobs()).toEqual([
      { key: `${acme}:2`, priority: 10, state: "created" },
      { key: `${acme}:3`, priority: 10, state: "created" },
      { key: `${acme}:1`, priority: 0, state: "created" },
    ]);
  });

  it("lets a live order go before a backfill that is busy", async () => {
    let goOn = () => undefined as void;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const backfill = Array.from({ length: 8 }, (_, at) => key(`b${String(at)}`));
    await queue.wakeAll(backfill, 0);
    await work({
      order: async ({ orderId: id }) => {
        if (id.startsWith("b")) await held;
        ended.push(id);
      },
    });
    await until(async () => (await jobs()).some(({ state }) => state === "active"), { what: "a busy backfill" });
    const store = createOrderStore(database, queue, clock);
    await store.want(key("live", other), 10);
    await hasEnded("live");
    expect(ended).toEqual(["live"]);
    goOn();
    await until(() => ended.length === 9, { what: "the backfill" });
  });

  it("[REC-1] finds an order again whose job was dropped", async () => {
    const store = createOrderStore(database, queue, clock);
    await store.want(keyOf(), 10);
    await prisma.$executeRaw`DELETE FROM pgboss.job`;
    await work({});
    clock.advance(60_000);
    expect(await store.wakeDue(clock.instant(), 10)).toBe(1);
    await hasEnded(`${acme}:${bigId}`);
  });

  it("[REC-1] frees an order whose job a killed process left running", async () => {
    await queue.wakeAll([keyOf()], 10);
    await prisma.$executeRaw`UPDATE pgboss.job SET state = 'active'`;
    await queue.releaseAbandoned();
    await work({});
    await queue.wakeAll([keyOf()], 10);
    await hasEnded(`${acme}:${bigId}`);
  });

  it("repeats a job that threw, which is a bug's", async () => {
    await work({ order: () => Promise.reject(new Error("a bug")) });
    await queue.wakeAll([keyOf()], 10);
    await until(async () => (await jobs()).some(({ state }) => state === "retry"), { what: "the retry" });
  });

  it("finishes the running job before it stops, and begins no other", async () => {
    let begun = 0;
    let goOn = () => undefined as void;
    await work({
      order: async () => {
        begun += 1;
        await new Promise<void>((resolve) => (goOn = resolve));
        ended.push("finished");
      },
    });
    await queue.wakeAll([key("1")], 10);
    await until(() => begun === 1, { what: "the job" });
    expect(queue.isRunning()).toBe(true);
    const stopping = queue.stop();
    expect(queue.isRunning()).toBe(false);
    await pause(100);
    expect(ended).toEqual([]);
    goOn();
    await stopping;
    expect(ended).toEqual(["finished"]);
    expect(begun).toBe(1);
  });
});
