import { GraphQLError } from "graphql";
import type { Args } from "./context.ts";

const MAX_PAGE = 250;
const MAX_REACH = 25_000;

export interface Connected<Item> {
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly view: (item: Item) => unknown;
}

const bad = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });

const encodeCursor = (id: string, index: number): string =>
  Buffer.from(JSON.stringify({ last_id: id, position: index })).toString("base64");

function positionOf<Item>(cursor: string, { items, idOf }: Connected<Item>): number {
  try {
    const { last_id: id, position } = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as {
      last_id: string;
      position: number;
    };
    const found = items.findIndex((item) => idOf(item) === id);
    // What the cursor names may have gone since: go on from where it was.
    return found >= 0 ? found : position - 0.5;
  } catch {
    throw bad("Invalid cursor for current pagination sort.");
  }
}

function pageSizeFrom(args: Args): { readonly first: number | null; readonly last: number | null } {
  const first = typeof args["first"] === "number" ? args["first"] : null;
  const last = typeof args["last"] === "number" ? args["last"] : null;
  if (first === null && last === null) throw bad("you must provide one of first or last");
  if (first !== null && last !== null) throw bad("providing both first and last is not supported");
  const size = first ?? last ?? 0;
  if (size < 0) throw bad("The page size must not be negative");
  if (size > MAX_PAGE) throw bad(`first and last cannot exceed ${MAX_PAGE}`);
  return { first, last };
}

/** A page of items with cursors, as all connections of the Admin API have it. */
export function connection<Item>(typeName: string, args: Args, connected: Connected<Item>): unknown {
  const { first, last } = pageSizeFrom(args);
  const items = args["reverse"] === true ? [...connected.items].reverse() : connected.items;
  const all = { ...connected, items };
  const after = typeof args["after"] === "string" ? positionOf(args["after"], all) : -1;
  const before = typeof args["before"] === "string" ? positionOf(args["before"], all) : items.length;
  let from = Math.floor(after) + 1;
  let to = Math.ceil(before);
  if (from >= MAX_REACH) throw bad(`Pagination is limited to ${MAX_REACH} objects`);
  if (first !== null) to = Math.min(to, from + first);
  else from = Math.max(from, to - (last ?? 0));
  const page = items.slice(from, to).map((item, offset) => ({
    __typename: typeName.replace(/Connection$/, "Edge"),
    cursor: encodeCursor(connected.idOf(item), from + offset),
    node: () => connected.view(item),
  }));
  return {
    __typename: typeName,
    nodes: () => page.map((edge) => edge.node()),
    edges: page,
    pageInfo: {
      __typename: "PageInfo",
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: page[0]?.cursor ?? null,
      endCursor: page.at(-1)?.cursor ?? null,
    },
  };
}

/** Plain lists that take `first`. */
export function limited<Item>(args: Args, items: readonly Item[]): readonly Item[] {
  return typeof args["first"] === "number" ? items.slice(0, args["first"]) : items;
}
