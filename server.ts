import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

/**
 * Starts the built app: `node server.ts` serves and works in one process; `--web` and `--worker` split the two over any number of
 * processes on one PostgreSQL server; `--dev` takes routes and pages from their sources as they are edited.
 */
const fromSources = process.argv.includes("--dev");
const roles = { web: !process.argv.includes("--worker"), worker: !process.argv.includes("--web") };

type TandemBuild = ServerBuild & { entry: { module: typeof import("./app/entry.server.tsx") } };

interface AppSource {
  readonly load: () => Promise<TandemBuild>;
  readonly middlewares: readonly RequestHandler[];
}

const builtApp = async (): Promise<AppSource> => {
  const built = new URL("./build/server/index.js", import.meta.url);
  const build = (await import(built.href)) as TandemBuild;
  return { load: () => Promise.resolve(build), middlewares: [] };
};

const appFromSources = async (): Promise<AppSource> => {
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true } });
  // A server of Vite's own would end this process on SIGTERM, in the middle of what it is doing.
  process.removeAllListeners("SIGTERM");
  const load = async () => (await vite.ssrLoadModule("virtual:remix/server-build")) as TandemBuild;
  return { load, middlewares: [vite.middlewares] };
};

// React and Remix choose their builds by it.
const environment: NodeJS.Dict<string> = process.env;
environment["NODE_ENV"] ??= fromSources ? "development" : "production";

try {
  const source = fromSources ? await appFromSources() : await builtApp();
  const { runProcess } = (await source.load()).entry.module;
  await runProcess(source, roles);
} catch (error) {
  const expected = error instanceof Error && error.name === "InvalidEnvironment";
  console.error(expected ? error.message : error);
  process.exit(1);
}
