import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";

/** Where an app's process keeps its data, as its environment says it. */
export interface AppDatabase {
  readonly DATA_DIR: string;
  readonly DATABASE_URL: string;
}

export type Row = Readonly<Record<string, unknown>>;
export type RunSql = (sql: string, parameters?: readonly unknown[]) => Promise<readonly Row[]>;

/** Looks into an app's database, or reaches into it. The embedded one must not be open in any process meanwhile. */
export async function withAppDatabase<Value>(
  { DATA_DIR, DATABASE_URL }: AppDatabase,
  use: (run: RunSql) => Promise<Value>,
): Promise<Value> {
  return DATABASE_URL === "" ? withEmbedded(join(DATA_DIR, "database"), use) : withServer(DATABASE_URL, use);
}

async function withEmbedded<Value>(directory: string, use: (run: RunSql) => Promise<Value>): Promise<Value> {
  const database = await PGlite.create(directory);
  try {
    return await use(async (sql, parameters = []) => (await database.query<Row>(sql, [...parameters])).rows);
  } finally {
    await database.close();
  }
}

async function withServer<Value>(url: string, use: (run: RunSql) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(async (sql, parameters = []) => (await client.query<Row>(sql, [...parameters])).rows);
  } finally {
    await client.end();
  }
}

/** Every row of every table of the app and its queue, as one text: what is nowhere in it is nowhere in the database. */
export async function everythingIn(run: RunSql): Promise<string> {
  const tables = await run(
    "SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE' ORDER BY 1, 2",
  );
  const texts: string[] = [];
  for (const { table_schema, table_name } of tables) {
    const rows = await run(
      `SELECT to_jsonb(one)::text AS text FROM "${String(table_schema)}"."${String(table_name)}" one`,
    );
    texts.push(...rows.map(({ text }) => `${String(table_name)} ${String(text)}`));
  }
  return texts.join("\n");
}
