import type { CallFailure } from "../../domain/failure.ts";
import type { OrderId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Answer, ShopifyAdmin, ShopifyLocation } from "../../sync/ports.ts";
import { createAsk } from "./ask-shopify.ts";
import { closeReturn } from "./close-return.ts";
import { createFulfillment } from "./create-fulfillment.ts";
import type { AdminGraphql, Ask } from "./ask-shopify.ts";
import { locationsAnswerSchema, orderOfAnswerSchema, shopAnswerSchema } from "./decode-shop.ts";
import { findOrder } from "./find-order.ts";
import {
  orderOfFulfillmentOrderDocument,
  orderOfReturnDocument,
  orderOfReverseFulfillmentOrderDocument,
} from "./operations/order-of.ts";
import { locationsDocument, shopDocument } from "./operations/shop.ts";
import { halvePageSizes, usualPageSizes } from "./page-sizes.ts";
import type { PageSizes } from "./page-sizes.ts";
import { readOrder } from "./read-order.ts";
import { readPages } from "./read-pages.ts";
import type { ReadProblem } from "./read-pages.ts";
import { countOrders, searchOrders } from "./search-orders.ts";
import { parseGid } from "./wire-values.ts";

export interface ShopifyAdminOptions {
  readonly graphql: AdminGraphql;
  readonly pageSizes?: PageSizes;
}

/** Shopify's Admin API for the one shop that `graphql` reaches. */
export function createShopifyAdmin({ graphql, pageSizes = usualPageSizes }: ShopifyAdminOptions): ShopifyAdmin {
  const ask = createAsk(graphql);
  return {
    loadOrder: (orderId) => loadOrder(ask, orderId, pageSizes),
    findOrderId: (gid) => findOrderId(ask, gid),
    findOrder: async (text) => settle(await findOrder(ask, text)),
    closeReturn: async (id) => settle(await closeReturn(ask, id)),
    createFulfillment: async (fulfillment) => settle(await createFulfillment(ask, fulfillment)),
    listLocations: () => listLocations(ask, pageSizes),
    loadShop: async () => settle(await ask({ document: shopDocument, variables: {}, schema: shopAnswerSchema })),
    searchOrders: async (query, after) => settle(await searchOrders(ask, query, after)),
    countOrders: async (query) => settle(await countOrders(ask, query)),
  };
}

/** How often an order is read from the start because it was changed between two of its pages. */
const mostReads = 4;

async function loadOrder(ask: Ask, orderId: OrderId, pageSizes: PageSizes): Answer<Order | null> {
  const gid = `gid://shopify/Order/${orderId}`;
  let sizes = pageSizes;
  for (let reads = 1; ;) {
    const read = await readOrder(ask, gid, sizes);
    if (read.ok) return read;
    if (read.problem.kind === "too-costly") {
      const smaller = halvePageSizes(sizes);
      if (smaller === null) return settle(read);
      sizes = smaller;
    } else if (read.problem.kind === "changed" && reads < mostReads) {
      reads += 1;
    } else {
      return settle(read);
    }
  }
}

const documentsByType: Readonly<Record<string, string>> = {
  FulfillmentOrder: orderOfFulfillmentOrderDocument,
  Return: orderOfReturnDocument,
  ReverseFulfillmentOrder: orderOfReverseFulfillmentOrderDocument,
};

async function findOrderId(ask: Ask, gid: string): Answer<OrderId | null> {
  const document = documentsByType[parseGid(gid)?.type ?? ""];
  if (document === undefined) return failed(unknownSubject);
  return settle(await ask({ document, variables: { id: gid }, schema: orderOfAnswerSchema }));
}

const unknownSubject: CallFailure = {
  kind: "rejected",
  side: "shopify",
  status: 400,
  words: "Shopify tells the order of a fulfillment order, a return and a reverse fulfillment order only",
};

async function listLocations(ask: Ask, { further }: PageSizes): Answer<readonly ShopifyLocation[]> {
  const loadPage = (after: string | null) =>
    ask({ document: locationsDocument, variables: { first: further, after }, schema: locationsAnswerSchema });
  const first = await loadPage(null);
  return settle(first.ok ? await readPages(first.value, loadPage) : first);
}

/** What is left of a problem when there is no way round it. */
function settle<Value>(result: Result<Value, ReadProblem>): Result<Value, CallFailure> {
  if (result.ok) return ok(result.value);
  const { problem } = result;
  if (problem.kind === "too-costly") return failed(tooCostly);
  return failed(problem.kind === "changed" ? keptChanging : problem);
}

const tooCostly: CallFailure = {
  kind: "rejected",
  side: "shopify",
  status: 200,
  words: "Shopify finds the query too expensive",
};
const keptChanging: CallFailure = {
  kind: "unavailable",
  side: "shopify",
  words: "The order kept changing while it was read",
};
