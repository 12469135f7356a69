import { invalidParameter } from "./errors.ts";
import { ok, type Call, type Reply } from "./route.ts";
import type { Entity } from "./table.ts";

/** Reads one query parameter into a test of an entity; refuses a value that cannot be read. */
export type Filter<T> = (name: string, values: readonly string[]) => (entity: T) => boolean;

type Field<T, V> = (entity: T) => V;

function single(name: string, values: readonly string[]): string {
  const [value = ""] = values;
  if (values.length > 1) throw invalidParameter(name, values.join(","));
  return value;
}

function integer(name: string, value: string): number {
  if (!/^\d{1,10}$/.test(value) || Number(value) > 2_147_483_647) throw invalidParameter(name, value);
  return Number(value);
}

function flagValue(name: string, value: string): boolean {
  if (value !== "true" && value !== "false") throw invalidParameter(name, value, ["true", "false"]);
  return value === "true";
}

function moment(name: string, value: string): number {
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw invalidParameter(name, value);
  return at;
}

export const text =
  <T>(field: Field<T, string | null>): Filter<T> =>
  (name, values) => {
    const wanted = single(name, values);
    return (entity) => field(entity) === wanted;
  };

export const texts =
  <T>(field: Field<T, readonly (string | null)[]>): Filter<T> =>
  (_name, values) => {
    const wanted = new Set<string | null>(values);
    return (entity) => field(entity).some((value) => wanted.has(value));
  };

export const oneId =
  <T>(field: Field<T, number | null>): Filter<T> =>
  (name, values) => {
    const wanted = integer(name, single(name, values));
    return (entity) => field(entity) === wanted;
  };

/** Repeated keys; a comma list is not read. */
export const manyIds =
  <T>(field: Field<T, number | null>): Filter<T> =>
  (name, values) => {
    const wanted = new Set<number | null>(values.map((value) => integer(name, value)));
    return (entity) => wanted.has(field(entity));
  };

export const flag =
  <T>(field: Field<T, boolean>): Filter<T> =>
  (name, values) => {
    const wanted = flagValue(name, single(name, values));
    return (entity) => field(entity) === wanted;
  };

export const numeric =
  <T>(field: Field<T, number | null>): Filter<T> =>
  (name, values) => {
    const value = single(name, values);
    if (value === "" || Number.isNaN(Number(value))) throw invalidParameter(name, value);
    return (entity) => field(entity) === Number(value);
  };

export const oneOf =
  <T>(allowed: readonly string[], field: Field<T, string | null>): Filter<T> =>
  (name, values) => {
    const wanted = single(name, values);
    if (!allowed.includes(wanted)) throw invalidParameter(name, wanted, allowed);
    return (entity) => field(entity) === wanted;
  };

export const from =
  <T>(field: Field<T, string | null>): Filter<T> =>
  (name, values) => {
    const earliest = moment(name, single(name, values));
    return (entity) => Date.parse(field(entity) ?? "") >= earliest;
  };

export const until =
  <T>(field: Field<T, string | null>): Filter<T> =>
  (name, values) => {
    const latest = moment(name, single(name, values));
    return (entity) => Date.parse(field(entity) ?? "") <= latest;
  };

const dates: Readonly<Record<string, Filter<Entity>>> = {
  created_at_min: from((entity) => entity.created_at),
  created_at_max: until((entity) => entity.created_at),
  updated_at_min: from((entity) => entity.updated_at),
  updated_at_max: until((entity) => entity.updated_at),
};

export interface ListOf<T extends Entity> {
  readonly entities: readonly T[];
  readonly filters: Readonly<Record<string, Filter<T>>>;
  readonly encode: (entity: T) => unknown;
  /** Whether the list takes `include_deleted` (default yes) and the date filters (default yes). */
  readonly deletedOnRequest?: boolean;
  readonly dated?: boolean;
  /** Lists of items hide archived ones unless `include_archived`. */
  readonly archived?: (entity: T) => boolean;
  /** What `extend` may name. */
  readonly extend?: readonly string[];
  readonly sorted?: (one: T, other: T) => number;
}

const newestFirst = (one: Entity, other: Entity): number =>
  Date.parse(other.created_at) - Date.parse(one.created_at) || other.id - one.id;

function asked(call: Call, name: string): boolean {
  const values = call.query.getAll(name);
  return values.length > 0 && flagValue(name, single(name, values));
}

/** The names in `extend`, which may be repeated. */
export function extensions(call: Call, allowed: readonly string[]): ReadonlySet<string> {
  const values = call.query.getAll("extend");
  for (const value of values) if (!allowed.includes(value)) throw invalidParameter("extend", value, allowed);
  return new Set(values);
}

interface Page {
  readonly limit: number;
  readonly page: number;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 250;

function pageOf(call: Call): Page {
  const number = (name: string, fallback: number): number => {
    const values = call.query.getAll(name);
    if (values.length === 0) return fallback;
    const value = integer(name, single(name, values));
    if (value < 1) throw invalidParameter(name, String(value));
    return value;
  };
  return { limit: Math.min(number("limit", DEFAULT_LIMIT), MAX_LIMIT), page: number("page", 1) };
}

/** All values are texts, as on the live API. */
function paginationHeader(total: number, { limit, page }: Page): string {
  const pages = limit === 0 ? 1 : Math.max(1, Math.ceil(total / limit));
  return JSON.stringify({
    total_records: String(total),
    total_pages: String(pages),
    offset: String((page - 1) * limit),
    page: String(page),
    first_page: String(page === 1),
    last_page: String(page >= pages),
  });
}

export function paged<T>(entities: readonly T[], page: Page, encode: (entity: T) => unknown): Reply {
  const start = (page.page - 1) * page.limit;
  return {
    ...ok({ data: entities.slice(start, start + page.limit).map(encode) }),
    headers: { "X-Pagination": paginationHeader(entities.length, page) },
  };
}

export function list<T extends Entity>(call: Call, of: ListOf<T>): Reply {
  const takesDeleted = of.deletedOnRequest ?? true;
  const known = new Set(["limit", "page", ...Object.keys(of.filters)]);
  if (takesDeleted) known.add("include_deleted");
  if (of.archived) known.add("include_archived");
  if (of.extend) known.add("extend");
  const filters: Readonly<Record<string, Filter<T>>> = of.dated === false ? of.filters : { ...dates, ...of.filters };

  const tests: ((entity: T) => boolean)[] = [];
  for (const name of new Set(call.query.keys())) {
    const filter = filters[name];
    if (filter) tests.push(filter(name, call.query.getAll(name)));
    else if (!known.has(name)) call.ignored(name);
  }
  if (!(takesDeleted && asked(call, "include_deleted"))) tests.push((entity) => entity.deleted_at === null);
  const { archived } = of;
  if (archived && !asked(call, "include_archived")) tests.push((entity) => !archived(entity));

  const found = of.entities.filter((entity) => tests.every((test) => test(entity)));
  return paged(found.toSorted(of.sorted ?? newestFirst), pageOf(call), of.encode);
}
