import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import pg from "pg";
import { fromPglite, type ConstructorOptions } from "pg-boss";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { PGliteInTurns } from "./pglite-in-turns.ts";
import { applyMigrations, missingMigrations } from "./migrations.ts";

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

export interface DatabaseTarget {
  /** A PostgreSQL server; without it the embedded database. */
  readonly url?: string | undefined;
  /** Where the embedded database keeps its files. */
  readonly directory: string;
}

/** Opens the database and brings its schema up to date. */
export async function openDatabase(target: DatabaseTarget): Promise<Database> {
  const database = await open(target);
  const missing = await missingMigrations(database);
  if (missing.length === 0) return database;
  await database.close();
  await applyMigrations(target);
  return open(target);
}

const open = ({ url, directory }: DatabaseTarget): Promise<Database> =>
  url === undefined ? openEmbedded(directory) : openServer(url);

async function openEmbedded(directory: string): Promise<Database> {
  await mkdir(directory, { recursive: true });
  const pglite = new PGliteInTurns(join(directory, "database"));
  await pglite.waitReady;
  // The adapter was typed against an earlier release of Prisma's adapter interface; the database suite proves that the two agree.
  const adapter = new PrismaPGlite(pglite) as unknown as Pick<PrismaPg, "provider" | "adapterName" | "connect">;
  const prisma = new PrismaClient({ adapter, transactionOptions: transactionPatience });
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
  const pool = new pg.Pool({ connectionString: url, max: 10, onConnect: inUtc });
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

/**
 * Prisma's adapter sends and reads instants without their zone, whatever zone the server, the database or the role is set to. The pool waits
 * for what this returns, though its types do not say so.
 */
const inUtc = (client: pg.ClientBase): unknown => client.query("SET TIME ZONE 'UTC'");

/** Milliseconds. A burst of webhooks queues for the one embedded connection; better late than refused within Shopify's five seconds. */
const transactionPatience = { maxWait: 4_000, timeout: 10_000 };
