import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildSchema, GraphQLError, GraphQLScalarType, type GraphQLSchema } from "graphql";

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
  schema ??= withStrictUrls(
    buildSchema(gunzipSync(readFileSync(file(`admin-${VERSION}.graphql.gz`))).toString("utf8"), { assumeValid: true }),
  );
  return schema;
}

/** A schema text says nothing of what a scalar takes; of URLs it is known. */
function withStrictUrls(built: GraphQLSchema): GraphQLSchema {
  const url = built.getType("URL");
  if (!(url instanceof GraphQLScalarType)) throw new Error("The Admin schema has no scalar URL");
  url.parseValue = (value) => {
    if (typeof value === "string" && /^[a-z][a-z\d+.-]*:\/\//i.test(value)) return value;
    throw new GraphQLError(`Invalid url '${String(value)}', missing scheme`);
  };
  return built;
}

/** Which scopes and which approvals Shopify documents for types and fields. */
export function accessRules(): AccessFile {
  access ??= JSON.parse(readFileSync(file(`access-${VERSION}.json`), "utf8")) as AccessFile;
  return access;
}
