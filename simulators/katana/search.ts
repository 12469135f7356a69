import { z } from "zod";
import { decodeBody, filled } from "./body.ts";
import { invalidBody, type Detail } from "./errors.ts";
import { paged } from "./list.ts";
import type { Call, Reply } from "./route.ts";
import { alive, type Entity } from "./table.ts";

/** What may be searched by, and how its values compare. */
export interface SearchField<T> {
  readonly type: "number" | "string" | "date";
  readonly value: (entity: T) => string | number | null;
}

type Fields<T> = Readonly<Record<string, SearchField<T>>>;
type Scalar = string | number | boolean | null;
type Test<T> = (entity: T) => boolean;

const scalar = z.union([z.string().max(256), z.number(), z.boolean(), z.null()]);
const hundred = z.array(scalar).max(100);
const pattern = z.string().max(256);

const operators = z.strictObject({
  neq: scalar.optional(),
  gt: scalar.optional(),
  gte: scalar.optional(),
  lt: scalar.optional(),
  lte: scalar.optional(),
  inq: hundred.optional(),
  nin: hundred.optional(),
  between: z.array(scalar).length(2).optional(),
  like: pattern.optional(),
  ilike: pattern.optional(),
});

const searchBody = z.strictObject({
  filter: z
    .strictObject({
      where: z.record(z.string(), z.unknown()).optional(),
      order: z.union([filled, z.array(filled)]).optional(),
      limit: z.int().min(0).max(200).optional(),
      page: z.int().min(1).optional(),
    })
    .optional(),
});

const DEPTH = 2;

const complaint = (path: string, code: string, message: string, info: Detail["info"] = {}): never => {
  throw invalidBody([{ path, code, message, info }]);
};

function key(field: SearchField<never>, value: Scalar, path: string): string | number | null {
  if (value === null) return null;
  if (field.type === "date") {
    const at = Date.parse(String(value));
    return Number.isNaN(at) ? complaint(path, "format", 'must match format "date-time"', { format: "date-time" }) : at;
  }
  // The real API may well convert; a search that relies on it would find nothing there some day.
  return typeof value === field.type
    ? (value as string | number)
    : complaint(path, "type", `must be ${field.type}`, { type: field.type });
}

const likeExpression = (text: string, flags: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll("%", "[^]*")
      .replaceAll("_", "[^]")}$`,
    flags,
  );

function operatorTest<T>(field: SearchField<T>, condition: unknown, path: string): Test<T> {
  const wanted = (value: Scalar) => key(field, value, path);
  const actual = (entity: T) => {
    const value = field.value(entity);
    return field.type === "date" && value !== null ? Date.parse(String(value)) : value;
  };
  if (condition === null || typeof condition !== "object") {
    const value = wanted(decodeBody(scalar, condition));
    return (entity) => actual(entity) === value;
  }
  const { neq, gt, gte, lt, lte, inq, nin, between, like, ilike } = decodeBody(operators, condition);
  const tests: Test<T>[] = [];
  const compared = (bound: Scalar | undefined, test: (order: number) => boolean) => {
    if (bound === undefined) return;
    const other = wanted(bound);
    tests.push((entity) => {
      const value = actual(entity);
      if (value === null || other === null) return false;
      return test(value < other ? -1 : Number(value > other));
    });
  };
  compared(gt, (order) => order > 0);
  compared(gte, (order) => order >= 0);
  compared(lt, (order) => order < 0);
  compared(lte, (order) => order <= 0);
  compared(between?.[0], (order) => order >= 0);
  compared(between?.[1], (order) => order <= 0);
  if (neq !== undefined) {
    const other = wanted(neq);
    tests.push((entity) => actual(entity) !== other);
  }
  const anyOf = inq && new Set(inq.map(wanted));
  if (anyOf) tests.push((entity) => anyOf.has(actual(entity)));
  const noneOf = nin && new Set(nin.map(wanted));
  if (noneOf) tests.push((entity) => !noneOf.has(actual(entity)));
  const expressions = [
    ...(like === undefined ? [] : [likeExpression(like, "")]),
    ...(ilike === undefined ? [] : [likeExpression(ilike, "i")]),
  ];
  tests.push(...expressions.map((expression) => (entity: T) => expression.test(String(actual(entity) ?? ""))));
  return (entity) => tests.every((test) => test(entity));
}

function whereTest<T>(fields: Fields<T>, where: Readonly<Record<string, unknown>>, depth: number): Test<T> {
  const tests = Object.entries(where).map(([name, condition]): Test<T> => {
    const path = `/filter/where/${name}`;
    if (name === "and" || name === "or") {
      if (depth >= DEPTH)
        return complaint(path, "maxDepth", `and/or must NOT nest deeper than ${DEPTH}`, { limit: DEPTH });
      const parts = decodeBody(z.array(z.record(z.string(), z.unknown())), condition);
      const nested = parts.map((part) => whereTest(fields, part, depth + 1));
      return name === "and"
        ? (entity) => nested.every((test) => test(entity))
        : (entity) => nested.some((test) => test(entity));
    }
    const field = fields[name];
    if (field) return operatorTest(field, condition, path);
    return complaint("/filter/where", "additionalProperties", "must NOT have additional properties", {
      additionalProperty: name,
    });
  });
  return (entity) => tests.every((test) => test(entity));
}

function sorting<T extends Entity>(fields: Fields<T>, clauses: readonly string[]): (one: T, other: T) => number {
  const steps = clauses.map((clause) => {
    const [, name = "", direction] = /^(\S+) (ASC|DESC)$/.exec(clause) ?? [];
    const field = fields[name];
    if (!field || direction === undefined) return complaint("/filter/order", "pattern", "must be `<field> ASC|DESC`");
    return { field, sign: direction === "ASC" ? 1 : -1 };
  });
  return (one, other) => {
    for (const { field, sign } of steps) {
      const [left, right] = [field.value(one) ?? "", field.value(other) ?? ""];
      if (left !== right) return left < right ? -sign : sign;
    }
    return Date.parse(other.created_at) - Date.parse(one.created_at) || other.id - one.id;
  };
}

/** The structured search of orders and rows. */
export function search<T extends Entity>(
  call: Call,
  of: { readonly entities: readonly T[]; readonly fields: Fields<T>; readonly encode: (entity: T) => unknown },
): Reply {
  const { filter = {} } = decodeBody(searchBody, call.body);
  const { order = [], where = {}, limit = 50, page = 1 } = filter;
  const test = whereTest(of.fields, where, 0);
  const sorted = sorting(of.fields, typeof order === "string" ? [order] : order);
  const found = alive(of.entities).filter(test).toSorted(sorted);
  return paged(found, { limit, page }, of.encode);
}
