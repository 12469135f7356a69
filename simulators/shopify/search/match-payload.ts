import { isObject, unmarked, type Json } from "../webhooks/json.ts";
import { compare, evaluate, parseSearch, type Operator } from "./query.ts";

/** All values at a dot path; an array stands for each of its elements. */
function valuesAt(value: Json | undefined, path: readonly string[]): Json[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => valuesAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return value === undefined ? [] : [value];
  return isObject(value) ? valuesAt(value[head], rest) : [];
}

function matchesValue(value: Json, operator: Operator, wanted: string): boolean {
  if (wanted === "*") return value !== null;
  const text = typeof value === "string" ? unmarked(value) : JSON.stringify(value);
  if (operator === ":") return text === wanted;
  const [one, other] = [Number(text), Number(wanted)];
  const difference = Number.isNaN(one) || Number.isNaN(other) ? Date.parse(text) - Date.parse(wanted) : one - other;
  return !Number.isNaN(difference) && compare(operator, difference);
}

/** A webhook filter: search syntax over the payload's own fields, case-sensitive. A wrong field never matches. */
export function matchesPayload(payload: Json, filter: string): boolean {
  return evaluate(parseSearch(filter), ({ field, operator, value }) =>
    valuesAt(payload, (field ?? "").split(".")).some((found) => matchesValue(found, operator, value)),
  );
}
