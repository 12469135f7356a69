import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import pg from "pg";
import { fromPglite, type ConstructorOptions } from "pg-boss";
import { PrismaPGlite } from "pglite-prisma-adapter";

/** The client inside an interactive transaction. On the embedded database nothing else may be awaited meanwhile: it is one connection. */
export type Transaction = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends" | "$use">;

/** PostgreSQL as the app uses it: Prisma for its own tables, and what pg-boss needs to keep its queue in the same database. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly queueOptions: Pick<ConstructorOptions, "db" | "backend" | "connectionString" | "max">;
  /** True: this process alone has the database, so whatever looks claimed at start was claimed by a process that is gone. */
  readonly embedded: boolean;
  close(): Promise<void>;
}

/** Opens the server at `url`, or without one the embedded database below `directory`. The schema must be there already. */
export async function openDatabase(target: { url?: string | undefined; directory: string }): Promise<Database> {
  return target.url === undefined ? openEmbedded(target.directory) : openServer(target.url);
}

async function openEmbedded(directory: string): Promise<Database> {
  await mkdir(directory, { recursive: true });
  const pglite = await PGlite.create(join(directory, "database"));
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite), transactionOptions: transactionPatience });
  return {
    prisma,
    queueOptions: { db: fromPglite(pglite), backend: "pglite" },
    embedded: true,
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}

function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: transactionPatience });
  return Promise.resolve({
    prisma,
    queueOptions: { connectionString: url, backend: "postgres", max: 6 },
    embedded: false,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  });
}

/** Milliseconds. A burst of webhooks queues for the one embedded connection; better late than refused within Shopify's five seconds. */
const transactionPatience = { maxWait: 4_000, timeout: 10_000 };
