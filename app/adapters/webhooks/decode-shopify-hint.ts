import { z } from "zod";
import type { OrderId } from "../../domain/ids.ts";
import type { Hint } from "../../sync/hint.ts";
import { parseKeepingBigNumbers } from "./parse-keeping-big-numbers.ts";

// Ids come as numbers, as texts, or inside GIDs; beyond 2^53 a number keeps its digits only as text.
const numericId = z.string().regex(/^\d{1,20}$/);
const gid = z.string().regex(/^gid:\/\/shopify\/[A-Za-z]+\/\d+(\?.*)?$/);
const orderGid = z
  .string()
  .regex(/^gid:\/\/shopify\/Order\/\d+$/)
  .transform((text) => text.slice(text.lastIndexOf("/") + 1));
const anOrder = (id: string): Hint => ({ kind: "order", orderId: id as OrderId });
const found = (subject: string): Hint => ({ kind: "find-order", gid: subject });

const order = z.union([
  z.object({ admin_graphql_api_id: orderGid }).transform((body) => anOrder(body.admin_graphql_api_id)),
  z.object({ id: numericId }).transform((body) => anOrder(body.id)),
]);

const orderEdit = z
  .object({ order_edit: z.object({ order_id: numericId }) })
  .transform((body) => anOrder(body.order_edit.order_id));

const ofOrder = z.object({ order_id: numericId }).transform((body) => anOrder(body.order_id));

const fulfillmentOrder = z.union([
  z.object({ fulfillment_order: z.object({ id: gid }) }).transform((body) => found(body.fulfillment_order.id)),
  z
    .object({ original_fulfillment_order: z.object({ id: gid }) })
    .transform((body) => found(body.original_fulfillment_order.id)),
  z
    .object({ fulfillment_order_merges: z.object({ fulfillment_order: z.object({ id: gid }) }) })
    .transform((body) => found(body.fulfillment_order_merges.fulfillment_order.id)),
]);

const ofReturn = z.union([
  z
    .object({ order: z.object({ admin_graphql_api_id: orderGid }) })
    .transform((body) => anOrder(body.order.admin_graphql_api_id)),
  z.object({ order: z.object({ id: numericId }) }).transform((body) => anOrder(body.order.id)),
  ofOrder,
  z.object({ admin_graphql_api_id: gid }).transform((body) => found(body.admin_graphql_api_id)),
]);

const scopesUpdate = z
  .object({ current: z.array(z.string()) })
  .transform((body): Hint => ({ kind: "scopes", granted: body.current }));

const privacy = (request: Extract<Hint, { kind: "privacy" }>["request"]) =>
  z
    .object({
      customer: z.object({ id: numericId }).optional(),
      orders_requested: z.array(numericId).optional(),
      orders_to_redact: z.array(numericId).optional(),
    })
    .transform((body): Hint => {
      const orderIds = [...(body.orders_requested ?? []), ...(body.orders_to_redact ?? [])] as OrderId[];
      return { kind: "privacy", request, customerId: body.customer?.id ?? null, orderIds };
    });

const fixed = (hint: Hint) => z.unknown().transform(() => hint);

/** How each topic names what it is about; a topic beginning with a key that ends in "/" is decoded by it. */
const decoders: readonly (readonly [string, z.ZodType<Hint>])[] = [
  ["orders/edited", orderEdit],
  ["orders/", order],
  ["refunds/create", ofOrder],
  ["fulfillments/", ofOrder],
  ["fulfillment_orders/", fulfillmentOrder],
  ["returns/", ofReturn],
  [
    "reverse_fulfillment_orders/dispose",
    z.object({ admin_graphql_api_id: gid }).transform((body) => found(body.admin_graphql_api_id)),
  ],
  ["locations/", fixed({ kind: "locations" })],
  ["app/uninstalled", fixed({ kind: "uninstalled" })],
  ["app/scopes_update", scopesUpdate],
  ["customers/data_request", privacy("customers/data_request")],
  ["customers/redact", privacy("customers/redact")],
  ["shop/redact", privacy("shop/redact")],
];

/** Reads what a webhook of `topic` hints at. A body that cannot be read is a hint of its own, never an error. */
export function decodeShopifyHint(topic: string, body: string): Hint {
  const decoder = decoders.find(([key]) => (key.endsWith("/") ? topic.startsWith(key) : topic === key))?.[1];
  if (!decoder) return { kind: "unknown-topic" };
  const parsed = parseKeepingBigNumbers(body);
  if (parsed === null) return { kind: "unreadable", why: "The body is not JSON." };
  const decoded = decoder.safeParse(parsed.value);
  return decoded.success
    ? decoded.data
    : { kind: "unreadable", why: `The body names no order Tandem can find (${topic}).` };
}
