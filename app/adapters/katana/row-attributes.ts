import type { RowKey } from "../../domain/ids.ts";

/** A row's free key/value pairs, which come back from Katana as they were sent. */
export interface RowAttribute {
  readonly key: string;
  readonly value: string;
}

/** The key under which a row remembers what it stands for, its Shopify line as a rule (MAP-16). Rows in merchants' accounts carry it: it must never change. */
export const lineIdKey = "shopify_line_item_id";

/** A buyer may call a property as we call our key; it is carried over under another name, so that the line id stays ours. */
const takenKeySuffix = " (property)";

/** The line id first, then the line item properties in their order. */
export const encodeRowAttributes = (key: RowKey, properties: readonly RowAttribute[]): readonly RowAttribute[] => [
  { key: lineIdKey, value: key },
  ...properties.map(({ key, value }) => ({ key: key === lineIdKey ? `${key}${takenKeySuffix}` : key, value })),
];

/** Null for a row that a person added, or whose attributes a person changed. */
export function decodeRowKey(attributes: readonly { readonly key: string; readonly value: unknown }[]): RowKey | null {
  const value = attributes.find(({ key }) => key === lineIdKey)?.value;
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^(\d+|[a-z-]+)$/.test(text) ? (text as RowKey) : null;
}
