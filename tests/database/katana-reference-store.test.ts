import { afterAll, describe, expect, it } from "vitest";
import { createDatabaseReferenceStore } from "../../app/adapters/katana/database-reference-store.ts";
import { createMemoryReferenceStore } from "../../app/adapters/katana/memory-reference-store.ts";
import type { ReferenceStore } from "../../app/adapters/katana/reference-store.ts";
import { openDatabase } from "../../app/adapters/database/database.ts";
import { databaseKinds, freshDatabase } from "../support/fresh-database.ts";

const databases = await Promise.all(
  databaseKinds.map(async (kind) => {
    const fresh = await freshDatabase(kind);
    return { kind, fresh, database: await openDatabase(fresh.target) };
  }),
);
afterAll(async () => {
  for (const { database, fresh } of databases) {
    await database.close();
    await fresh.drop();
  }
});

let accounts = 0;
const freshAccount = () => `account-${String((accounts += 1))}`;

const backends: readonly (readonly [string, () => ReferenceStore])[] = [
  ["in memory", createMemoryReferenceStore],
  ...databases.map(
    ({ kind, database }) =>
      [`in the ${kind} database`, () => createDatabaseReferenceStore(database.prisma, freshAccount())] as const,
  ),
];

describe.each(backends)("remembered references %s", (_, create) => {
  it("gives back what was saved, by kind and key", async () => {
    const store = create();
    await store.save("variants", { "A/'\"ü": [{ id: 1 }], B: [] }, 1_000);
    await store.save("customer", { B: 7 }, 2_000);
    expect(await store.load("variants", ["A/'\"ü", "C"])).toEqual([
      { key: "A/'\"ü", value: [{ id: 1 }], fetchedAt: 1_000 },
    ]);
    expect(await store.load("customer", ["B"])).toEqual([{ key: "B", value: 7, fetchedAt: 2_000 }]);
    expect(await store.load("variants", [])).toEqual([]);
  });

  it("replaces what was fetched before", async () => {
    const store = create();
    await store.save("factory", { all: { name: "old" } }, 1_000);
    await store.save("factory", { all: { name: "new" } }, 2_000);
    expect(await store.load("factory", ["all"])).toEqual([{ key: "all", value: { name: "new" }, fetchedAt: 2_000 }]);
  });

  it("keeps what was fetched later when an older answer is saved last", async () => {
    const store = create();
    await store.save("factory", { all: { name: "new" } }, 2_000);
    await store.save("factory", { all: { name: "old" } }, 1_000);
    expect(await store.load("factory", ["all"])).toMatchObject([{ value: { name: "new" } }]);
  });

  it("drops what it is told to and nothing else", async () => {
    const store = create();
    await store.save("variants", { A: [], B: [] }, 1_000);
    await store.drop("variants", ["A", "C"]);
    await store.drop("variants", []);
    expect((await store.load("variants", ["A", "B"])).map(({ key }) => key)).toEqual(["B"]);
  });
});

describe.each(databases)("remembered references of two accounts, $kind database", ({ database }) => {
  it("[STO-1] are kept apart", async () => {
    const [one, other] = [freshAccount(), freshAccount()].map((id) =>
      createDatabaseReferenceStore(database.prisma, id),
    );
    await one?.save("tax-rates", { all: [] }, 1_000);
    expect(await other?.load("tax-rates", ["all"])).toEqual([]);
  });
});
