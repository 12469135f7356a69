import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

/** One topic of one subscription of the app's configuration. */
export interface ConfiguredSubscription {
  readonly topic: string;
  readonly uri: string;
  readonly name: string | null;
  readonly filter: string | null;
  readonly includeFields: readonly string[];
  readonly compliance: boolean;
}

export interface AppConfiguration {
  readonly name: string;
  readonly handle: string;
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly webhookApiVersion: string;
  readonly subscriptions: readonly ConfiguredSubscription[];
}

type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const table = (value: unknown): Table => (isTable(value) ? value : {});
const tables = (value: unknown): readonly Table[] => (Array.isArray(value) ? value.filter(isTable) : []);
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

const scopesIn = (list: string): readonly string[] =>
  list
    .split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "");

function subscriptionsOf(entry: Table): readonly ConfiguredSubscription[] {
  const uri = text(entry["uri"]);
  if (uri === null) throw new Error("A webhook subscription of the app's configuration has no uri.");
  const shared = {
    uri,
    name: text(entry["name"]),
    filter: text(entry["filter"]),
    includeFields: texts(entry["include_fields"]),
  };
  return [
    ...texts(entry["topics"]).map((topic) => ({ ...shared, topic, compliance: false })),
    ...texts(entry["compliance_topics"]).map((topic) => ({ ...shared, topic, compliance: true })),
  ];
}

/** Shopify refuses to deploy two subscriptions with the same topic, address and filter. */
function refuseTwins(subscriptions: readonly ConfiguredSubscription[]): void {
  const seen = new Set<string>();
  for (const { topic, uri, filter } of subscriptions) {
    const identity = JSON.stringify([topic, uri, filter]);
    if (seen.has(identity)) throw new Error(`The topic ${topic} is subscribed twice at ${uri} with the same filter.`);
    seen.add(identity);
  }
}

/** Reads what `shopify app deploy` would: scopes and webhook subscriptions. */
export function parseAppConfiguration(toml: string): AppConfiguration {
  const root = table(parse(toml));
  const scopes = table(root["access_scopes"]);
  const webhooks = table(root["webhooks"]);
  const subscriptions = tables(webhooks["subscriptions"]).flatMap(subscriptionsOf);
  refuseTwins(subscriptions);
  return {
    name: text(root["name"]) ?? "App",
    handle: text(root["handle"]) ?? "app",
    scopes: scopesIn(text(scopes["scopes"]) ?? ""),
    optionalScopes: texts(scopes["optional_scopes"]),
    webhookApiVersion: text(webhooks["api_version"]) ?? "2026-10",
    subscriptions,
  };
}

export const readAppConfiguration = (path: string): AppConfiguration =>
  parseAppConfiguration(readFileSync(path, "utf8"));
