import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import type { Database, DatabaseTarget } from "./database.ts";

const migrationsFolder = "prisma/migrations";

/** Names of the migrations that the database lacks, oldest first. */
export async function missingMigrations({ prisma }: Database): Promise<readonly string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const applied = await appliedMigrations(prisma);
  return entries
    .filter((entry) => entry.isDirectory() && !applied.has(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

async function appliedMigrations(prisma: Database["prisma"]): Promise<ReadonlySet<string>> {
  const [table] = await prisma.$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`;
  if (!table?.exists) return new Set();
  const rows = await prisma.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
  return new Set(rows.map((row) => row.migration_name));
}

/**
 * Applies outstanding migrations with Prisma's own command, in a process of its own. On the embedded database nobody else may have it
 * open meanwhile. Throws with what the command said.
 */
export async function applyMigrations({ url, directory }: DatabaseTarget): Promise<void> {
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  await promisify(execFile)(process.execPath, [prisma, "migrate", "deploy"], {
    env: { NODE_ENV: "production", ...(url === undefined ? { DATA_DIR: directory } : { DATABASE_URL: url }) },
    timeout: 120_000,
  });
}
