// Holds docs/sync-rules.md and the titles of the tests together. `--write` regenerates the column that lists the tests.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `${root}docs/sync-rules.md`;
const tests = [
  "{app,simulators,scripts,tests}/**/*.test.{ts,tsx}",
  "tests/flow/corpus/*.ts",
  "extensions/*/tests/**/*.test.ts",
  "tests/e2e/**/*.{e2e,spec}.ts",
];

/** How many rules each family has; all of them are on the page, kept or not. */
const families = { CON: 8, IMP: 11, SET: 10, MAP: 19, CHG: 13, FUL: 12, RET: 6, STO: 4, REC: 7, PAG: 8 };
const expected = Object.entries(families).flatMap(([family, count]) =>
  Array.from({ length: count }, (_, index) => `${family}-${index + 1}`),
);

const ruleRow = /^\| +([A-Z]{3}-\d+) +\|/;
/** `"[MAP-8] …"`, `"[MAP-8, MAP-9] …"` or `"[MAP-8] [MAP-9] …"` */
const title = /["'`]((?:\[[A-Z]{3}-\d+(?:, ?[A-Z]{3}-\d+)*\]\s)+)/g;

const provers = findProvers();
const text = readFileSync(page, "utf8");
const [kept, unbuilt] = text.split("\n## Not built yet\n");
const keptIds = idsOf(kept);
const listed = [...keptIds, ...idsOf(unbuilt ?? "")];

const problems = [
  ...expected.filter((id) => !listed.includes(id)).map((id) => `${id} is not on the page.`),
  ...listed.filter((id) => !expected.includes(id)).map((id) => `${id} is on the page, and no rule has that id.`),
  ...listed.filter((id, place) => listed.indexOf(id) !== place).map((id) => `${id} is on the page twice.`),
  ...keptIds
    .filter((id) => !provers.has(id))
    .map((id) => `${id} is listed as kept, and no test carries it in its title.`),
  ...[...provers]
    .filter(([id]) => !listed.includes(id))
    .map(([id, files]) => `${id} is no rule, says ${[...files].join(", ")}.`),
];

const fresh = await format(`${fillTests(kept)}\n## Not built yet\n${unbuilt ?? ""}`, {
  ...(await resolveConfig(page)),
  filepath: page,
});
if (process.argv.includes("--write")) writeFileSync(page, fresh);
else if (fresh !== text) problems.push("The column of tests is stale: node scripts/check-sync-rules.mjs --write");

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${keptIds.length} of ${expected.length} rules are kept, each with a test.`);

/** Rule id to the files with a test that carries it. */
function findProvers() {
  const found = new Map();
  for (const file of tests.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    for (const [, ids] of readFileSync(`${root}${file}`, "utf8").matchAll(title)) {
      for (const id of ids.match(/[A-Z]{3}-\d+/g)) found.set(id, (found.get(id) ?? new Set()).add(file));
    }
  }
  return found;
}

function idsOf(part) {
  return part.split("\n").flatMap((line) => ruleRow.exec(line)?.[1] ?? []);
}

function fillTests(part) {
  return part
    .split("\n")
    .map((line) => {
      const id = ruleRow.exec(line)?.[1];
      if (!id) return line;
      const [, , says] = line.split("|");
      const files = [...(provers.get(id) ?? [])].map((file) => `[${nameOf(file)}](../${file})`);
      return `| ${id} | ${says.trim()} | ${files.join(", ")} |`;
    })
    .join("\n");
}

/** What tells a test apart from its neighbours. */
function nameOf(file) {
  return file
    .split("/")
    .slice(-1)[0]
    .replace(/(\.(test|spec|e2e))?\.tsx?$/, "");
}
