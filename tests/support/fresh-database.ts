import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { databaseUrl, runSql } from "./template-database.ts";

export type DatabaseKind = "embedded" | "server";

/** The same suite runs on each: `describe.each(databaseKinds)("on %s", (kind) => …)`. */
export const databaseKinds: readonly DatabaseKind[] = ["embedded", "server"];

export interface FreshDatabase {
  /** For a process of its own: DATA_DIR, and DATABASE_URL where it is a server's. */
  readonly env: Readonly<Record<"DATA_DIR" | "DATABASE_URL", string>>;
  /** For `openDatabase` in this process. */
  readonly target: { readonly url?: string; readonly directory: string };
  /** Deletes it; whoever opened it has closed it before. */
  drop(): Promise<void>;
}

/** A migrated, empty database for one test file. */
export async function freshDatabase(kind: DatabaseKind): Promise<FreshDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "tandem-test-"));
  const dropDirectory = () => rm(directory, { recursive: true, force: true });
  if (kind === "embedded") {
    await cp(inject("embeddedTemplate"), directory, { recursive: true });
    return { env: { DATA_DIR: directory, DATABASE_URL: "" }, target: { directory }, drop: dropDirectory };
  }
  const { url: serverUrl, template } = inject("postgres");
  const name = `tandem_test_${randomUUID().replaceAll("-", "")}`;
  await runSql(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = databaseUrl(serverUrl, name);
  return {
    env: { DATA_DIR: directory, DATABASE_URL: url },
    target: { url, directory },
    drop: async () => {
      // The server waits for connections that are just closing; throwing one out would fail the test file that closes it.
      await runSql(serverUrl, `DROP DATABASE ${name}`).catch(() =>
        runSql(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
      );
      await dropDirectory();
    },
  };
}
