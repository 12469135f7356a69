import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { ItemKey, OrderId, ShopDomain } from "../domain/ids.ts";
import type { NewItem } from "../domain/item.ts";
import { anOrder } from "../domain/testing/build-order.ts";
import { orderId, shopDomain, variantId } from "../domain/testing/ids.ts";
import { startOf, type Run, type StepOutcome } from "./apply-plan.ts";
import { createItem } from "./create-items.ts";
import { loadRemembered } from "./remembered-items.ts";
import { keepLease } from "./run-lease.ts";
import { acme, createSyncWorld, type SyncWorld } from "./testing/sync-world.ts";

const other = shopDomain("other.myshopify.com");
const noAnswer: CallFailure = { kind: "unknown-outcome", side: "katana", words: "no answer within 20 s" };

const item = (key: string, overrides: Partial<NewItem> = {}): NewItem => ({
  key: key as ItemKey,
  kind: "product",
  name: key,
  sku: null,
  ...overrides,
});
const mug = item("variant:44", { name: "Mug", sku: "MUG" });
const unnumbered = item("variant:45", { name: "Jar" });
const engraving = item("custom:service:Engraving", { kind: "service" });
const tip = item("tip", { kind: "service" });

let world: SyncWorld;
let lastOrder: number;

beforeEach(() => {
  world = createSyncWorld();
  lastOrder = 9000;
  for (const table of [world.tables.shops, world.tables.connections, world.tables.locations] as Map<
    ShopDomain,
    unknown
  >[])
    table.set(other, table.get(acme));
});

/** A run of an order of its own. */
async function aRun(shop = acme): Promise<Run> {
  lastOrder += 1;
  const order = anOrder({ id: orderId(String(lastOrder)) });
  return runOf(shop, order.id);
}

async function runOf(shop: ShopDomain, id: OrderId): Promise<Run> {
  const key = { shop, orderId: id };
  await world.stores.orders.want(key, 10);
  const claim = await world.stores.orders.claim(key, world.outside.newHolder(), 40_000);
  const katana = await world.outside.katana(shop, "live");
  if (claim === null || katana === null) throw new Error("the order is free and the shop connected");
  const lease = keepLease(world.stores, claim, world.outside);
  lease.stop();
  const { outside, stores } = world;
  return { outside, stores, claim, lease, katana, order: anOrder({ id }), attempts: [] };
}

const create = (run: Run, wanted: NewItem) =>
  createItem(run, wanted, startOf({ references: null, actual: null }, null));
const made = (outcome: StepOutcome, { key }: NewItem) =>
  outcome.kind === "done" ? outcome.progress.variantIds.get(key) : outcome;
const sent = (call: keyof SyncWorld["katana"]) => world.katana.calls.filter((name) => name === call).length;

/** Ten orders of two stores that need the same thing at the same time. */
async function tenAtOnce(wanted: NewItem): Promise<readonly unknown[]> {
  world.katana.onCall = () => new Promise((resolve) => setImmediate(resolve));
  const runs = await Promise.all(Array.from({ length: 10 }, (_none, index) => aRun(index % 2 === 0 ? acme : other)));
  return Promise.all(runs.map(async (run) => made(await create(run, wanted), wanted)));
}

describe("creating what an order sells", () => {
  it("[MAP-6] makes a product at once when loading found no such SKU, and remembers it", async () => {
    const outcome = await create(await aRun(), mug);
    expect(world.katana.calls).toEqual(["createItem"]);
    expect(world.katana.items).toMatchObject([{ id: made(outcome, mug), serviceId: null }]);
    expect([...world.tables.items.values()]).toMatchObject([{ id: made(outcome, mug) }]);
    expect(world.tables.attempts).toMatchObject([{ step: "create-product", outcome: "made" }]);
  });

  it.each([unnumbered, engraving, tip])("[MAP-7] [MAP-18] looks for $key once before it makes it", async (wanted) => {
    await create(await aRun(), wanted);
    expect(world.katana.calls).toEqual(["findItem", "createItem"]);
    await create(await aRun(), wanted);
    expect(sent("createItem")).toBe(1);
  });

  it.each([mug, tip])("[STO-2] [STO-4] makes $key once for ten orders of two stores", async (wanted) => {
    const ids = await tenAtOnce(wanted);
    expect(new Set(ids)).toEqual(new Set([world.katana.items[0]?.id]));
    expect(sent("createItem")).toBe(1);
  });

  it("[MAP-7] makes a custom item once for each of the two stores", async () => {
    const ids = await tenAtOnce(engraving);
    expect(new Set(ids).size).toBe(2);
    expect(sent("createItem")).toBe(2);
  });

  it("[STO-4] asks for a SKU that another order has made since, and takes it", async () => {
    const first = await create(await aRun(other), mug);
    const second = await create(await aRun(), item("variant:77", { sku: "MUG" }));
    expect(second).toMatchObject({ kind: "done" });
    expect(made(second, item("variant:77"))).toBe(made(first, mug));
    expect(world.katana.calls).toEqual(["createItem", "findVariants"]);
  });

  it.each([mug, engraving])("[IMP-9] finds $key of an unanswered create, also for another order", async (wanted) => {
    world.katana.trouble("createItem", { failure: noAnswer, takesEffect: true });
    expect(await create(await aRun(), wanted)).toMatchObject({ kind: "failed", failure: noAnswer });
    expect(await create(await aRun(), wanted)).toMatchObject({ kind: "done" });
    expect(sent("createItem")).toBe(1);
    expect(world.tables.attempts).toMatchObject([{ outcome: "made", resultId: world.katana.items[0]?.id }]);
  });

  it.each([mug, tip])("[IMP-9] does not repeat $key before it is safe, whichever order asks", async (wanted) => {
    world.katana.trouble("createItem", { failure: noAnswer });
    await create(await aRun(), wanted);
    world.clock.advance(79_000);
    const until = new Date(world.clock.now() + 1_000).toISOString();
    const asked = [await create(await aRun(), wanted), await create(await aRun(), wanted)];
    expect(asked).toEqual(Array(2).fill({ kind: "wait", wait: { kind: "unknown-create", until } }));
    world.clock.advance(1_000);
    expect(await create(await aRun(), wanted)).toMatchObject({ kind: "done" });
    expect(world.tables.attempts.map(({ outcome }) => outcome)).toEqual(["not-made", "made"]);
  });

  it("[IMP-9] repeats at once what certainly was not made", async () => {
    world.katana.trouble("createItem", { failure: { kind: "unavailable", side: "katana", words: "refused" } });
    expect(await create(await aRun(), mug)).toMatchObject({ kind: "failed" });
    expect(await create(await aRun(), mug)).toMatchObject({ kind: "done" });
    expect(sent("findVariants")).toBe(0);
  });

  it("[MAP-6] never chooses between two that appeared meanwhile", async () => {
    world.katana.trouble("createItem", { failure: noAnswer, takesEffect: true });
    await create(await aRun(), mug);
    world.katana.variants = [...world.katana.variants, { id: variantId(1), sku: "MUG", leadTimeDays: null }];
    expect(await create(await aRun(), mug)).toMatchObject({ kind: "failed", failure: { kind: "unavailable" } });
  });

  it.each([
    [mug, "findVariants"],
    [tip, "findItem"],
  ] as const)("is not sent when the look-up before a repeat fails", async (wanted, call) => {
    world.katana.trouble("createItem", { failure: noAnswer });
    await create(await aRun(), wanted);
    const failure: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
    world.katana.trouble(call, { failure });
    expect(await create(await aRun(), wanted)).toEqual({ kind: "failed", failure });
    expect(sent("createItem")).toBe(1);
  });

  it("[MAP-6] keeps what Katana refuses as a failure in its words", async () => {
    const failure: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "name is too long" };
    world.katana.trouble("createItem", { failure });
    expect(await create(await aRun(), mug)).toEqual({ kind: "failed", failure });
    expect(world.tables.attempts).toMatchObject([{ outcome: "refused" }]);
  });
});

describe("what is remembered", () => {
  const load = (run: Run, ...wanted: readonly NewItem[]) =>
    loadRemembered(run.outside, run.stores, {
      keys: wanted.map(({ key }) => key),
      claim: run.claim,
      accountId: run.katana.accountId,
      client: run.katana.client,
    });

  it("[MAP-6] [MAP-7] is a shop's own, but for charges", async () => {
    for (const wanted of [mug, engraving, tip]) await create(await aRun(), wanted);
    const [mine, theirs] = [
      await load(await aRun(), mug, engraving, tip),
      await load(await aRun(other), mug, engraving, tip),
    ];
    expect(mine.ok && [...mine.value.keys()]).toEqual([mug.key, engraving.key, tip.key]);
    expect(theirs.ok && [...theirs.value.keys()]).toEqual([tip.key]);
  });

  it("[MAP-6] is not used once it was deleted in Katana: a new one is made and remembered", async () => {
    await create(await aRun(), unnumbered);
    const [first] = world.katana.items.splice(0);
    expect(await load(await aRun(), unnumbered)).toEqual({ ok: true, value: new Map() });
    const again = made(await create(await aRun(), unnumbered), unnumbered);
    expect(again).not.toBe(first?.id);
    expect(await load(await aRun(), unnumbered)).toMatchObject({ value: new Map([[unnumbered.key, { id: again }]]) });
  });

  it("asks Katana nothing for what it does not know", async () => {
    expect(await load(await aRun(), mug)).toEqual({ ok: true, value: new Map() });
    expect(await load(await aRun())).toEqual({ ok: true, value: new Map() });
    expect(world.katana.calls).toEqual([]);
  });

  it("[REC-6] says so when Katana cannot be asked", async () => {
    await create(await aRun(), mug);
    const failure: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
    world.katana.trouble("findRemembered", { failure });
    expect(await load(await aRun(), mug)).toEqual({ ok: false, problem: failure });
  });
});
