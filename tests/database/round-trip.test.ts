import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLeases } from "../../app/adapters/database/lease.ts";
import { openDatabase, type Database } from "../../app/adapters/database/database.ts";
import { createFixedClock } from "../../app/sync/testing/fixed-clock.ts";
import { databaseKinds, freshDatabase, type FreshDatabase } from "../support/fresh-database.ts";
import { storesOf } from "./support/each-database.ts";
import { createRecordingQueue } from "./support/recording-queue.ts";
import { acme, aDelivery, aRecord, bigId, keyOf } from "./support/records.ts";

// The adapter of the embedded database was made for an earlier Prisma: here it is held to what the server's does.
describe.each(databaseKinds)("values on the %s database, whose time zone is not UTC", (kind) => {
  let fresh: FreshDatabase;
  let database: Database;
  const at = new Date("2026-11-10T10:00:00.123Z");

  beforeAll(async () => {
    fresh = await freshDatabase(kind);
    database = await openDatabase(fresh.target);
    if (kind === "embedded") await database.prisma.$executeRawUnsafe("SET TIME ZONE 'America/New_York'");
    else {
      const [row] = await database.prisma.$queryRaw<{ name: string }[]>`SELECT current_database()::text AS name`;
      await database.prisma.$executeRawUnsafe(`ALTER DATABASE ${row!.name} SET timezone TO 'America/New_York'`);
      await database.close();
      database = await openDatabase(fresh.target);
    }
  });

  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  it("come back as they went in, through models", async () => {
    const { prisma } = database;
    const session = {
      id: "s",
      shop: "a",
      state: "",
      accessToken: "t",
      userId: 9_223_372_036_854_775_807n,
      expires: at,
    };
    await prisma.session.create({ data: session });
    expect(await prisma.session.findMany({ where: { expires: at } })).toMatchObject([session]);
    expect(await prisma.session.count({ where: { expires: { gt: at } } })).toBe(0);
    const json = { text: 'it\'s "{ö}" \\ 1 → 2', none: null, list: [1, [2], { deep: true }], number: 1.5, empty: [] };
    const row = { accountId: "a", kind: "k", key: "k", value: json, fetchedAt: at };
    await prisma.katanaReference.create({ data: row });
    expect(await prisma.katanaReference.findMany()).toEqual([row]);
    const scopes = ["a", "with,comma", 'with "quote"', "{}", ""];
    await prisma.shop.create({ data: { domain: acme, installedAt: at, grantedScopes: scopes } });
    expect(await prisma.shop.findMany()).toMatchObject([{ installedAt: at, grantedScopes: scopes, pausedAt: null }]);
  });

  it("come back as they went in, through raw queries", async () => {
    const [row] = await database.prisma.$queryRaw<Record<string, unknown>[]>`
      SELECT ${at}::timestamptz AS at, ${at}::timestamptz = '2026-11-10T10:00:00.123Z'::timestamptz AS same,
             9223372036854775807::bigint AS big, ${9_223_372_036_854_775_807n}::bigint AS given,
             ${JSON.stringify([{ a: 1 }, "b"])}::text::jsonb AS list, ${null}::text AS nothing, 1.25::numeric::text AS amount`;
    expect(row).toEqual({
      at,
      same: true,
      big: 9_223_372_036_854_775_807n,
      given: 9_223_372_036_854_775_807n,
      list: [{ a: 1 }, "b"],
      nothing: null,
      amount: "1.25",
    });
  });

  it("[REC-1] keep leases, waits and the inbox on time", async () => {
    const clock = createFixedClock(at.toISOString());
    const { orders, inbox } = storesOf(database, createRecordingQueue(), clock);
    await inbox.accept(aDelivery("one", { receivedAt: clock.instant() }), { kind: "order", orderId: bigId });
    const row = () => database.prisma.trackedOrder.findUniqueOrThrow({ where: { shop_orderId: keyOf() } });
    expect(await row()).toMatchObject({ wantedAt: at, firstSeenAt: at, wokenAt: at });
    const claim = await orders.claim(keyOf(), "ann", 40_000);
    expect((await row()).leaseUntil).toEqual(new Date(at.getTime() + 40_000));
    clock.advance(39_999);
    expect(await orders.renew(keyOf(), "ann", 40_000)).toBe(true);
    await orders.finish(claim!, aRecord({ nextTryAt: clock.instant(60_000) }), clock.instant());
    expect(await row()).toMatchObject({ nextTryAt: new Date(clock.now() + 60_000), lookedAt: new Date(clock.now()) });
    clock.advance(59_999);
    expect(await orders.wakeDue(clock.instant(), 10)).toBe(0);
    clock.advance(1);
    expect(await orders.wakeDue(clock.instant(), 10)).toBe(1);

    const leases = createLeases(database.prisma, clock);
    expect(await leases.take("a", "ann", 1_000)).toBe(true);
    clock.advance(999);
    expect(await leases.take("a", "bob", 1_000)).toBe(false);
    clock.advance(1);
    expect(await leases.take("a", "bob", 1_000)).toBe(true);
  });

  it("are all there or not at all after a transaction", async () => {
    const { prisma } = database;
    const failing = prisma.$transaction(async (transaction) => {
      await transaction.lease.create({ data: { name: "kept?", holder: "ann", until: at } });
      await transaction.$executeRaw`SELECT 1 / 0`;
    });
    await expect(failing).rejects.toThrow();
    expect(await prisma.lease.count({ where: { name: "kept?" } })).toBe(0);
    await prisma.$transaction((transaction) =>
      transaction.lease.create({ data: { name: "kept", holder: "ann", until: at } }),
    );
    expect(await prisma.lease.count({ where: { name: "kept" } })).toBe(1);
  });
});
