import { beforeEach, describe, expect, it } from "vitest";
import { orderId } from "../../app/domain/testing/ids.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aLink, anAttempt, aRecord, bigId, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();
const request = { kind: "customers/data_request", customerId: "7001", orderIds: [bigId, orderId("2")] } as const;

describe.each(databases)("[CON-7] requests about a customer on $kind", ({ clock, stores, clear }) => {
  const { orders, attempts, privacy } = stores;
  beforeEach(clear);

  const importOrder = async (shop = acme) => {
    await orders.want(keyOf(bigId, shop), 10);
    const claim = await orders.claim(keyOf(bigId, shop), "ann", 40_000);
    if (!claim) throw new Error("No claim");
    const attemptId = await attempts.begin(claim, anAttempt());
    await orders.link(claim, aLink(attemptId), clock.instant());
    await orders.finish(claim, aRecord(), clock.instant());
  };

  it("are listed for their own shop, the newest first", async () => {
    await privacy.record(acme, request, clock.instant());
    clock.advance(1_000);
    await privacy.record(acme, { ...request, customerId: "7002", orderIds: [] }, clock.instant());
    await privacy.record(other, request, clock.instant());
    const listed = await privacy.list(acme);
    expect(listed).toMatchObject([
      { customerId: "7002", orderIds: [], settledAt: null },
      { ...request, settledAt: null },
    ]);
    expect(listed[0]?.receivedAt).toBe(clock.instant());
  });

  it("are answered once, by their own shop, and then name nobody", async () => {
    await privacy.record(acme, request, clock.instant());
    const [kept] = await privacy.list(acme);
    const id = kept?.id ?? "";
    expect(await privacy.settle(other, id, clock.instant())).toBe(false);
    expect(await privacy.settle(acme, "999999", clock.instant())).toBe(false);
    expect(await privacy.settle(acme, id, clock.instant())).toBe(true);
    expect(await privacy.settle(acme, id, clock.instant())).toBe(false);
    expect(await privacy.list(acme)).toMatchObject([{ id, customerId: null, settledAt: clock.instant() }]);
  });

  it("find all that is kept about their orders in this shop, and nothing of another's", async () => {
    await importOrder();
    await importOrder(other);
    await orders.want(keyOf(orderId("2"), other), 10);
    const kept = await privacy.keptAbout(acme, request.orderIds);
    expect(kept).toMatchObject([
      {
        order: { orderId: bigId, name: "#1001", status: "in-step", salesOrder: { no: "#1001" } },
        placedAt: "2026-11-10T09:00:00.000Z",
        firstSeenAt: clock.instant(),
        cameOverAt: clock.instant(),
        lastLook: { cancelled: false },
        timeline: [{ kind: "imported", cause: "order", details: { rows: 1 }, at: clock.instant() }],
      },
    ]);
  });

  it("find an order that was only heard of", async () => {
    await orders.want(keyOf(orderId("2")), 10);
    expect(await privacy.keptAbout(acme, request.orderIds)).toMatchObject([
      { order: { name: null, status: "waiting" }, placedAt: null, cameOverAt: null, lastLook: null, timeline: [] },
    ]);
  });

  it("[CON-7] forget by what the customer's create went, of these orders only", async () => {
    const subjects = ["a digest of an e-mail"];
    const begin = (id: string, step: "create-customer" | "create-product") =>
      attempts.begin(keyOf(orderId(id)), anAttempt({ step, intent: null, subjects }));
    await begin("2", "create-customer");
    const kept = [await begin("2", "create-product"), await begin("3", "create-customer")];
    await privacy.redactCustomer(acme, { ...request, kind: "customers/redact" }, clock.instant());
    const found = await attempts.about("account", subjects);
    expect(found.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  });
});
