import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";

const root = fileURLToPath(new URL("../../", import.meta.url));
const cache = join(root, "node_modules", ".cache", "tandem");

/** A directory for DATA_DIR that holds a migrated, empty embedded database; made once for each state of the migrations. */
export async function embeddedTemplate(): Promise<string> {
  const template = join(cache, `embedded-${await migrationsFingerprint()}`);
  if (existsSync(template)) return template;
  const draft = join(cache, `draft-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  await migrate({ DATA_DIR: draft });
  try {
    await rename(draft, template);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another run was faster.
    if (!existsSync(template)) throw error;
  }
  return template;
}

/** The name of a migrated, empty database on the server, to be copied and never opened. */
export async function serverTemplate(adminUrl: string): Promise<string> {
  const name = `tandem_template_${randomUUID().slice(0, 8)}`;
  await runSql(adminUrl, `CREATE DATABASE ${name}`);
  await migrate({ DATABASE_URL: databaseUrl(adminUrl, name) });
  return name;
}

export async function runSql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function migrate(target: { DATA_DIR: string } | { DATABASE_URL: string }): Promise<void> {
  const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
  // An empty DATABASE_URL means the embedded database, whatever the caller's environment says.
  const env = { ...process.env, DATABASE_URL: "", ...target };
  await promisify(execFile)(process.execPath, [prisma, "migrate", "deploy"], { cwd: root, env, timeout: 120_000 });
}

async function migrationsFingerprint(): Promise<string> {
  const directory = join(root, "prisma", "migrations");
  const hash = createHash("sha256");
  for (const name of (await readdir(directory)).sort()) {
    if (name.endsWith(".toml")) continue;
    hash.update(name).update(await readFile(join(directory, name, "migration.sql")));
  }
  return hash.digest("hex").slice(0, 16);
}
