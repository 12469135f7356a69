import { readFile, readdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { PrismaClient } from "@prisma/client";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";

const migrations = new URL("../../prisma/migrations/", import.meta.url);

/** A fresh PostgreSQL in memory with the app's own schema. */
export async function openMemoryDatabase() {
  const pglite = await PGlite.create();
  for (const name of (await readdir(migrations)).sort()) {
    if (name.endsWith(".toml")) continue;
    await pglite.exec(await readFile(new URL(`${name}/migration.sql`, migrations), "utf8"));
  }
  // Typed against an earlier release of Prisma's adapter interface; the suites that use it prove that the two agree.
  const adapter = new PrismaPGlite(pglite) as unknown as SqlDriverAdapterFactory;
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
