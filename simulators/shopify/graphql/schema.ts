import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildSchema, type GraphQLSchema } from "graphql";

const VERSION = "2026-10";
const file = (name: string): URL => new URL(`../schema/${name}`, import.meta.url);

interface AccessFile {
  readonly types: Readonly<Record<string, readonly string[]>>;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly protected: Readonly<Record<string, string>>;
}

let schema: GraphQLSchema | undefined;
let access: AccessFile | undefined;

/** The real Admin schema; built once per process (about 0.3 s). */
export function adminSchema(): GraphQLSchema {
  schema ??= buildSchema(gunzipSync(readFileSync(file(`admin-${VERSION}.graphql.gz`))).toString("utf8"), {
    assumeValid: true,
  });
  return schema;
}

/** Which scopes and which approvals Shopify documents for types and fields. */
export function accessRules(): AccessFile {
  access ??= JSON.parse(readFileSync(file(`access-${VERSION}.json`), "utf8")) as AccessFile;
  return access;
}
