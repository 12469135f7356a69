import { z } from "zod";
import type { OrderId } from "../../domain/ids.ts";
import type { FoundOrder, FoundPage, OrderQuery } from "../../sync/ports.ts";
import type { Ask, Question, Reply } from "./ask-shopify.ts";
import { orderCountDocument, ordersByCreationDocument, ordersByUpdateDocument } from "./operations/search-orders.ts";
import { wireId, wireInstant, wirePage, wireQuantity } from "./wire-values.ts";

const foundOrder = z.object({
  id: wireId<OrderId>("Order"),
  name: z.string(),
  createdAt: wireInstant,
  updatedAt: wireInstant,
}) satisfies z.ZodType<FoundOrder>;

const foundPage = z
  .object({ orders: wirePage(foundOrder) })
  .transform(({ orders: { nodes, next } }): FoundPage => ({ orders: nodes, next }));

const orderCount = z
  .object({ ordersCount: z.object({ count: wireQuantity }) })
  .transform(({ ordersCount }): number => ordersCount.count);

/** The largest page Shopify gives; so little is asked of each order that it stays far from the dearest query. */
const pageSize = 250;

/** https://shopify.dev/docs/api/usage/search-syntax: a date without a time would mean the whole day, and the colons need quotes. */
export function searchText(query: OrderQuery): string {
  switch (query.by) {
    case "created":
      return `created_at:>='${instant(query.from)}' created_at:<='${instant(query.to)}'`;
    case "updated":
      return `updated_at:>='${instant(query.from)}'`;
    case "open":
      return `created_at:<'${instant(query.createdBefore)}' status:open`;
  }
}

/** Whole seconds, as Shopify keeps them. */
const instant = (text: string): string => text.replace(/\.\d+Z$/, "Z");

export const searchOrders = (ask: Ask, query: OrderQuery, after: string | null): Reply<FoundPage> =>
  ask(searchQuestion(query, after));

const searchQuestion = (query: OrderQuery, after: string | null): Question<FoundPage> => ({
  document: query.by === "updated" ? ordersByUpdateDocument : ordersByCreationDocument,
  variables: { query: searchText(query), first: pageSize, after },
  schema: foundPage,
});

export const countOrders = (ask: Ask, query: OrderQuery): Reply<number> =>
  ask({ document: orderCountDocument, variables: { query: searchText(query) }, schema: orderCount });
