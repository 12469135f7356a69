import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "../../app/adapters/database/database.ts";
import { databaseKinds, freshDatabase, type FreshDatabase } from "../support/fresh-database.ts";

describe.each(databaseKinds)("the schema on the %s database", (kind) => {
  let fresh: FreshDatabase;
  let database: Database;

  beforeAll(async () => {
    fresh = await freshDatabase(kind);
    database = await openDatabase(fresh.target);
  });

  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  it("has every migration applied", async () => {
    const unfinished = await database.prisma
      .$queryRaw`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL`;
    expect(unfinished).toEqual([]);
  });

  it("has a table for every model", async () => {
    const tables = await database.prisma.$queryRaw<
      { name: string }[]
    >`SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`;
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["shop", "tracked_order", "inbox_entry", "link", "write_attempt", "lease"]),
    );
  });

  it("takes a round trip without losing digits or time", async () => {
    const installedAt = new Date("2026-11-01T10:11:12.345Z");
    await database.prisma.shop.create({
      data: { domain: "one.myshopify.com", installedAt, grantedScopes: ["read_orders"] },
    });
    const kept = await database.prisma.shop.findUniqueOrThrow({ where: { domain: "one.myshopify.com" } });
    expect(kept).toMatchObject({ installedAt, grantedScopes: ["read_orders"], bringShippingFee: true });
  });
});
