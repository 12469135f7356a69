// Makes the Shopify simulator's schema files out of the npm package that carries Shopify's own introspection result.
// Run by hand when the Admin API version changes: `node scripts/fetch-admin-schema.mjs`. The result is committed.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { buildClientSchema, printSchema } from "graphql";

const SOURCE = "@shopify/dev-mcp@1.16.0";
const VERSION = "2026-10";
const TARGET = new URL("../simulators/shopify/schema/", import.meta.url).pathname;

/** Unpacks the package without installing it: it would bring 300 others along. */
function unpack(directory) {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", SOURCE, "--json", "--ignore-scripts"], { cwd: directory, encoding: "utf8" }),
  );
  execFileSync("tar", ["xzf", packed.filename], { cwd: directory });
  return join(directory, "package");
}

function withoutDescriptions(value) {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "description")
      .map(([key, inner]) => [key, withoutDescriptions(inner)]),
  );
}

/** "`read_orders` access scope or `read_quick_sale` access scope. Also: …" → the scopes any one of which will do. */
function scopesIn(requiredAccess) {
  const sentence = (requiredAccess ?? "").split("Also:")[0];
  if (!sentence.includes("access scope")) return [];
  const named = [...sentence.matchAll(/`([a-z_]+)`(?! user permission)/g)].map((match) => match[1]);
  return [...new Set(named)];
}

function accessOf(schema) {
  const types = {};
  const fields = {};
  const protectedFields = {};
  for (const type of schema.types) {
    const ofType = scopesIn(type.requiredAccess);
    if (ofType.length > 0) types[type.name] = ofType;
    for (const field of type.fields ?? []) {
      const ofField = scopesIn(field.requiredAccess);
      if (ofField.length > 0) fields[`${type.name}.${field.name}`] = ofField;
      if (field.isProtected) protectedFields[`${type.name}.${field.name}`] = field.protectedContent;
    }
  }
  return { source: SOURCE, apiVersion: VERSION, types, fields, protected: protectedFields };
}

const directory = mkdtempSync(join(tmpdir(), "admin-schema-"));
try {
  const root = unpack(directory);
  const introspection = JSON.parse(gunzipSync(readFileSync(join(root, `dist/data/admin_${VERSION}.json.gz`))));
  const data = introspection.data ?? introspection;
  const sdl = printSchema(buildClientSchema(withoutDescriptions({ __schema: data.__schema }), { assumeValid: true }));
  mkdirSync(TARGET, { recursive: true });
  writeFileSync(join(TARGET, `admin-${VERSION}.graphql.gz`), gzipSync(`${sdl}\n`, { level: 9 }));
  writeFileSync(join(TARGET, `access-${VERSION}.json`), `${JSON.stringify(accessOf(data.__schema), null, 1)}\n`);
  writeFileSync(
    join(TARGET, "NOTICE.md"),
    `# Where these files come from\n\n\`admin-${VERSION}.graphql.gz\` and \`access-${VERSION}.json\` are made from the npm package \`${SOURCE}\`\nby \`scripts/fetch-admin-schema.mjs\`. That package's licence:\n\n${readFileSync(join(root, "LICENSE"), "utf8")}`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
