import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedNode, root, setUp } from "../setup.mjs";
import { countPlaywright, countVitest } from "./count-tests.mjs";

/**
 * What `npm test` runs. Stages of one group are independent and run two at a time; a group starts when the one before it passed.
 * `command` is run from `directory`; `run` is a stage of its own making. `count` reads how many tests passed and failed.
 */
export const groups = () => [
  [
    tool("format", "prettier", ["--check", "."]),
    tool("lint", "eslint", [".", "--max-warnings=0"]),
    tool("layers", "dependency-cruiser", [...layered, "--config", ".dependency-cruiser.cjs"], { program: "depcruise" }),
    tool("types", "typescript", ["--noEmit"], { program: "tsc" }),
    tool("types of the extension", "typescript", ["--noEmit", "-p", "extensions/katana-order"], { program: "tsc" }),
    tool("unused code", "knip", []),
    script("sync rules", "scripts/check-sync-rules.mjs"),
    script("extension bundle", "scripts/build-extensions.mjs"),
    vitest("extension tests", ["--root", "extensions/katana-order"]),
  ],
  // Together, because what they cover is counted together.
  [
    vitest("unit, law, database and contract tests", [
      ...projects("unit", "laws", "database", "contract"),
      "--coverage",
    ]),
  ],
  [vitest("model test", projects("model")), { title: "build", run: () => setUp({ build: true }) }],
  // Mostly waiting, for time to pass and for processes to start: more at a time than there are cores.
  [vitest("flow tests", [...projects("flow"), "--maxWorkers=3"])],
  [browserTests()],
];

const layered = ["server.ts", "app", "bench", "simulators", "prisma", "scripts", "extensions", "tests"];
const projects = (...names) => names.flatMap((name) => ["--project", name]);
const results = join(root, "node_modules", ".cache", "tandem", "test-results");

function tool(title, packageName, parameters, { program = packageName } = {}) {
  return { title, command: [pinnedNode(), binOf(packageName, program), ...parameters] };
}

function script(title, path) {
  return { title, command: [pinnedNode(), path] };
}

function vitest(title, parameters) {
  const file = join(results, `${title.replaceAll(/\W+/g, "-")}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return { ...tool(title, "vitest", ["run", ...parameters, ...reporters]), results: file, count: countVitest };
}

function browserTests() {
  const file = join(results, "browser-tests.json");
  const stage = tool("browser tests", "@playwright/test", ["test", "--reporter=list,json"], { program: "playwright" });
  return { ...stage, env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file }, results: file, count: countPlaywright };
}

/** The script behind a package's program; started with the pinned Node, it needs no shell on any platform. */
function binOf(packageName, program) {
  const directory = join(root, "node_modules", packageName);
  const manifest = join(directory, "package.json");
  if (!existsSync(manifest)) throw new Error(`${packageName} is not installed`);
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(directory, typeof bin === "string" ? bin : bin[program]);
}
