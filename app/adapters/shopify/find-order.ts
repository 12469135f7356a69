import { z } from "zod";
import type { OrderId } from "../../domain/ids.ts";
import { ok } from "../../domain/result.ts";
import type { Ask } from "./ask-shopify.ts";
import { orderByIdDocument, ordersByNameDocument } from "./operations/find-order.ts";
import type { Read } from "./read-pages.ts";
import { wireId } from "./wire-values.ts";

const byIdSchema = z
  .object({ order: z.object({ id: wireId<OrderId>("Order") }).nullable() })
  .transform(({ order }): OrderId | null => order?.id ?? null);
const byNameSchema = z.object({
  orders: z.object({ nodes: z.array(z.object({ id: wireId<OrderId>("Order"), name: z.string() })) }),
});

/** Inside quotes nothing is an operator of the search syntax. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

const comparable = (name: string): string => name.trim().replace(/^#/, "").toLowerCase();

/** An order's id, by itself or inside its address; longer than any shop's order numbers. */
const idPattern = /(?:^|\/orders?\/)(\d{10,20})(?:$|[/?#])/i;

/** The order that a merchant names by its number or its id; null when Shopify shows none (yet). */
export async function findOrder(ask: Ask, text: string): Read<OrderId | null> {
  const id = idPattern.exec(text.trim())?.[1];
  if (id === undefined) return findByName(ask, text);
  const named = await ask({
    document: orderByIdDocument,
    variables: { id: `gid://shopify/Order/${id}` },
    schema: byIdSchema,
  });
  return !named.ok || named.value !== null ? named : findByName(ask, text);
}

/** The search also finds what only resembles the name: the order counts only if its name is this one, with or without the leading `#`. */
async function findByName(ask: Ask, name: string): Read<OrderId | null> {
  const found = await ask({
    document: ordersByNameDocument,
    variables: { query: `name:${quoted(name)}` },
    schema: byNameSchema,
  });
  if (!found.ok) return found;
  const same = found.value.orders.nodes.find((order) => comparable(order.name) === comparable(name));
  return ok(same?.id ?? null);
}
