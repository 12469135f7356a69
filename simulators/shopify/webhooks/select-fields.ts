import { isObject, type Json } from "./json.ts";

/** `include_fields`: only these (dot paths go into objects and every element of arrays). */
export function selectFields(payload: Json, paths: readonly string[]): Json {
  if (paths.length === 0 || !isObject(payload)) return payload;
  const byHead = new Map<string, string[]>();
  for (const path of paths) {
    const [head = "", ...rest] = path.split(".");
    byHead.set(head, [...(byHead.get(head) ?? []), ...(rest.length > 0 ? [rest.join(".")] : [])]);
  }
  const selected: Record<string, Json> = {};
  for (const [head, deeper] of byHead) {
    const value = payload[head];
    if (value === undefined) continue;
    selected[head] = Array.isArray(value)
      ? value.map((item: Json) => selectFields(item, deeper))
      : selectFields(value, deeper);
  }
  return selected;
}

const LEVEL_TWO = new Set(
  "email contact_email phone first_name last_name address1 address2 zip latitude longitude display_name".split(" "),
);

/** What an app without approval for protected customer data is sent: personal fields are left out. */
export function redact(payload: Json, level: 0 | 1 | 2): Json {
  if (level === 2) return payload;
  if (Array.isArray(payload)) return payload.map((item: Json) => redact(item, level));
  if (!isObject(payload)) return payload;
  const isPerson = "last_name" in payload || "address1" in payload;
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([key]) => !LEVEL_TWO.has(key) && !(key === "name" && isPerson) && !(level === 0 && key === "customer"))
      .map(([key, value]) => [key, redact(value, level)]),
  );
}
