import { beforeAll, describe, expect, it } from "vitest";
import type { OrderStatus } from "../../app/domain/order-status.ts";
import { orderId } from "../../app/domain/testing/ids.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aLink, anAttempt, bigId, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();
const all = { status: "all", search: "", skip: 0, take: 50 } as const;
const statuses: readonly OrderStatus[] = ["in-step", "waiting", "not-imported", "needs-you", "retrying"];

describe.each(databases)("pages on $kind", ({ database, clock, stores: { pages, orders, attempts } }) => {
  const { prisma } = database;
  const many = 3_000;

  beforeAll(async () => {
    await prisma.trackedOrder.createMany({
      data: Array.from({ length: many }, (_, index) => ({
        shop: acme,
        orderId: String(10_000 + index),
        name: `#${String(1000 + index)}`,
        status: statuses[index % 5] ?? "waiting",
        wantedAt: new Date(clock.now()),
        firstSeenAt: new Date(clock.now()),
        shopifyCreatedAt: new Date(clock.now() + index * 1_000),
        total: "12.50",
        currency: "EUR",
      })),
    });
    await orders.want(keyOf(bigId, other), 10);
  });

  it("[PAG-1] count one shop's orders by status", async () => {
    expect(await pages.countByStatus(acme)).toEqual({
      "in-step": 600,
      waiting: 600,
      "not-imported": 600,
      "needs-you": 600,
      retrying: 600,
    });
    expect(await pages.countByStatus(other)).toMatchObject({ waiting: 1, "in-step": 0 });
  });

  it("[PAG-1] count one shop's orders by day and status, in one question", async () => {
    const at = (seconds: number) => new Date(clock.now() + seconds * 1_000).toISOString();
    const days = await pages.countByDay(acme, [at(0), at(10), at(2_000)]);
    expect(days.map((day) => [...day].toSorted())).toEqual([
      statuses.toSorted().map((status) => [status, 2]),
      statuses.toSorted().map((status) => [status, 398]),
      statuses.toSorted().map((status) => [status, 200]),
    ]);
    expect(await pages.countByDay(acme, [at(many)])).toEqual([new Map()]);
    // An order that was not read yet counts from when it was heard of.
    expect(await pages.countByDay(other, [at(-60), at(60)])).toEqual([new Map([["waiting", 1]]), new Map()]);
  });

  it("[PAG-5] list thousands page by page, the newest first, each once", async () => {
    const seen: string[] = [];
    for (let skip = 0; skip < many; skip += 500) {
      const page = await pages.list(acme, { ...all, skip, take: 500 });
      expect(page.total).toBe(many);
      seen.push(...page.orders.map((order) => order.orderId));
    }
    expect(seen).toHaveLength(many);
    expect(seen).toEqual(Array.from({ length: many }, (_, index) => String(10_000 + many - 1 - index)));
    expect((await pages.list(acme, { ...all, skip: many })).orders).toEqual([]);
  });

  it("[PAG-5] filter by status", async () => {
    const page = await pages.list(acme, { ...all, status: "needs-you" });
    expect(page.total).toBe(600);
    expect(new Set(page.orders.map(({ status }) => status))).toEqual(new Set(["needs-you"]));
  });

  it.each([
    ["#2999", ["#2999"]],
    [
      "299",
      [
        "#3299",
        "#2999",
        "#2998",
        "#2997",
        "#2996",
        "#2995",
        "#2994",
        "#2993",
        "#2992",
        "#2991",
        "#2990",
        "#2299",
        "#1299",
      ],
    ],
    ["no such order", []],
    // What means something to LIKE means nothing to a merchant.
    ["%", []],
    ["1_00", []],
    ["\\", []],
  ])("[PAG-5] search for %s by part of the order number", async (search, names) => {
    const page = await pages.list(acme, { ...all, search });
    expect(page.orders.map(({ name }) => name)).toEqual(names);
    expect(page.total).toBe(names.length);
  });

  it("[PAG-5] search whatever the case", async () => {
    await prisma.trackedOrder.create({
      data: { shop: other, orderId: "1", name: "SHOP-A7", wantedAt: new Date(0), firstSeenAt: new Date(0) },
    });
    expect((await pages.list(other, { ...all, search: "shop-a" })).orders).toMatchObject([{ name: "SHOP-A7" }]);
    await prisma.trackedOrder.delete({ where: { shop_orderId: { shop: other, orderId: "1" } } });
  });

  it("[PAG-5] show an order that was only heard of first, and one with its sales order", async () => {
    expect(await pages.lastImport(acme)).toBeNull();
    await orders.want(keyOf(), 10);
    const claim = await orders.claim(keyOf(), "ann", 40_000);
    await orders.link(claim!, aLink(await attempts.begin(keyOf(), anAttempt())), clock.instant());
    const [first] = (await pages.list(acme, { ...all, take: 1 })).orders;
    expect(first).toEqual({
      ...keyOf(),
      name: null,
      total: null,
      currency: null,
      status: "waiting",
      reasons: [],
      waits: [],
      blocks: [],
      notices: [],
      failure: null,
      salesOrder: { id: 40001, no: "#1001" },
      updatedAt: clock.instant(),
    });
    expect(await pages.find(keyOf())).toEqual(first);
    expect(await pages.lastImport(acme)).toEqual({ orderName: bigId, salesOrderNo: "#1001", at: clock.instant() });
  });

  it("find one order, and nobody else's", async () => {
    expect(await pages.find(keyOf(orderId("10000")))).toMatchObject({ name: "#1000", salesOrder: null });
    expect(await pages.find(keyOf(orderId("10000"), other))).toBeNull();
    expect(await pages.find(keyOf(orderId("1")))).toBeNull();
    expect(await pages.lastImport(other)).toBeNull();
  });
});
