import { createHash } from "node:crypto";
import type { MetafieldState } from "../state.ts";
import { gid } from "../world.ts";
import type { View } from "./context.ts";

/** The app's own namespace, as `$app` is stored. */
export const APP_NAMESPACE = "app--580111";

export const namespaceOf = (given: string | null | undefined): string => {
  if (given === null || given === undefined || given === "$app") return APP_NAMESPACE;
  return given.startsWith("$app:") ? `${APP_NAMESPACE}--${given.slice(5)}` : given;
};

export const digestOf = (metafield: MetafieldState): string =>
  createHash("sha256").update(`${metafield.type}\n${metafield.value}`).digest("hex");

function jsonValue({ type, value }: MetafieldState): unknown {
  if (type === "json" || type.startsWith("list.")) return JSON.parse(value) as unknown;
  return type === "number_integer" ? Number(value) : value;
}

export const metafieldView = (metafield: MetafieldState): View => ({
  __typename: "Metafield",
  id: gid("Metafield", metafield.id),
  legacyResourceId: metafield.id,
  namespace: metafield.namespace,
  key: metafield.key,
  type: metafield.type,
  value: metafield.value,
  jsonValue: () => jsonValue(metafield),
  compareDigest: () => digestOf(metafield),
  ownerType: "ORDER",
  createdAt: metafield.createdAt,
  updatedAt: metafield.updatedAt,
});
