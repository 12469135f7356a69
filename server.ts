import type { ServerBuild } from "@remix-run/node";

/**
 * Starts the built app: `node server.ts` serves and works in one process; `--web` and `--worker` split the two over any number of
 * processes on one PostgreSQL server.
 */
const roles = { web: !process.argv.includes("--worker"), worker: !process.argv.includes("--web") };

type TandemBuild = ServerBuild & { entry: { module: typeof import("./app/entry.server.tsx") } };

try {
  const built: string = "./build/server/index.js";
  const build = (await import(built)) as TandemBuild;
  await build.entry.module.runProcess(build, roles);
} catch (error) {
  const expected = error instanceof Error && error.name === "InvalidEnvironment";
  console.error(expected ? error.message : error);
  process.exit(1);
}
