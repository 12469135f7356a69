import { z } from "zod";
import { failed, ok } from "../../domain/result.ts";
import type { ShopifyFulfillmentCalls } from "../../sync/fulfillment-ports.ts";
import type { Ask } from "./ask-shopify.ts";
import { createFulfillmentDocument } from "./operations/create-fulfillment.ts";
import type { Read } from "./read-pages.ts";

type NewFulfillment = Parameters<ShopifyFulfillmentCalls["createFulfillment"]>[0];

const createdSchema = z
  .object({
    fulfillmentCreate: z
      .object({
        fulfillment: z.object({ id: z.string() }).nullable(),
        userErrors: z.array(z.object({ message: z.string() })),
      })
      .nullable(),
  })
  .transform(({ fulfillmentCreate }) => ({
    gid: fulfillmentCreate?.fulfillment?.id ?? null,
    errors: (fulfillmentCreate?.userErrors ?? []).map(({ message }) => message),
  }));

const encode = ({ fulfillmentOrders, tracking, notifyCustomer }: NewFulfillment) => ({
  lineItemsByFulfillmentOrder: fulfillmentOrders.map(({ gid, lines }) => ({
    fulfillmentOrderId: gid,
    fulfillmentOrderLineItems: lines.map((line) => ({ id: line.gid, quantity: line.quantity })),
  })),
  ...(tracking === null
    ? {}
    : { trackingInfo: { company: tracking.carrier, number: tracking.number, url: tracking.url } }),
  notifyCustomer,
});

/** Whatever came instead of an answer, the fulfillment may be there: nothing tells a request that never arrived from one that did. */
const mayHaveMade = (problem: { readonly kind: string }): boolean =>
  problem.kind === "unavailable" || problem.kind === "unreadable";

const outcomeUnknown = {
  kind: "unknown-outcome",
  side: "shopify",
  words: "Shopify did not say whether it made the fulfillment",
} as const;

/** FUL-3. Shopify makes another one each time this is sent. */
export async function createFulfillment(ask: Ask, fulfillment: NewFulfillment): Read<string> {
  const variables = { fulfillment: encode(fulfillment) };
  const answer = await ask({ document: createFulfillmentDocument, variables, schema: createdSchema });
  if (!answer.ok) return mayHaveMade(answer.problem) ? failed(outcomeUnknown) : answer;
  const { gid, errors } = answer.value;
  const words = errors.length > 0 ? errors.join(" ") : "no fulfillment was made";
  return gid === null || errors.length > 0
    ? failed({ kind: "rejected", side: "shopify", status: 200, words })
    : ok(gid);
}
