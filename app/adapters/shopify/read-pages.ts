import type { CallFailure } from "../../domain/failure.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { TooCostly } from "./ask-shopify.ts";
import type { Page } from "./wire-values.ts";

/** Why a read of something with several pages came to nothing. `changed`: the pages are of different moments. */
export type ReadProblem = CallFailure | TooCostly | { readonly kind: "changed" };
export type Read<Value> = Promise<Result<Value, ReadProblem>>;

/** Far more than the largest order has; an answer that always promises a further page must not keep a worker for ever. */
const mostPages = 200;

/** All nodes, from the first page on. */
export async function readPages<Node>(
  first: Page<Node>,
  load: (after: string) => Read<Page<Node>>,
): Read<readonly Node[]> {
  const nodes = [...first.nodes];
  let { next } = first;
  for (let page = 1; next !== null; page += 1) {
    if (page === mostPages) return failed(endless);
    const read = await load(next);
    if (!read.ok) return read;
    nodes.push(...read.value.nodes);
    next = read.value.next;
  }
  return ok(nodes);
}

const endless: CallFailure = {
  kind: "unreadable",
  side: "shopify",
  path: "pageInfo.hasNextPage",
  words: "expected the pages to come to an end",
};

/** One after the other: a shop's query budget is refilled slowly, and a burst would only be throttled. */
export async function readEach<Item, Value>(
  items: readonly Item[],
  read: (item: Item) => Read<Value>,
): Read<readonly Value[]> {
  const values: Value[] = [];
  for (const item of items) {
    const result = await read(item);
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}
