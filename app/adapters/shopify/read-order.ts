import { ok } from "../../domain/result.ts";
import type { Fulfillment, FulfillmentOrder, Order } from "../../domain/order.ts";
import type { Ask } from "./ask-shopify.ts";
import type { WithFirstLines } from "./decode-fulfillment.ts";
import { orderAnswerSchema, toOrder } from "./decode-order.ts";
import type { FirstPages } from "./decode-order.ts";
import {
  fulfillmentLinesPageSchema,
  fulfillmentOrderLinesPageSchema,
  fulfillmentOrdersPageSchema,
  fulfillmentsSchema,
  linesPageSchema,
} from "./decode-order-pages.ts";
import {
  fulfillmentLinesPageDocument,
  fulfillmentOrderLinesPageDocument,
  fulfillmentOrdersPageDocument,
  fulfillmentsDocument,
  linesPageDocument,
} from "./operations/order-pages.ts";
import { orderDocument } from "./operations/order.ts";
import { mostFulfillments } from "./page-sizes.ts";
import type { PageSizes } from "./page-sizes.ts";
import { readEach, readPages } from "./read-pages.ts";
import type { Read } from "./read-pages.ts";
import { readPart } from "./read-part.ts";
import type { PageReader } from "./read-part.ts";
import { readReturns } from "./read-returns.ts";

/** Reads an order with all its pages; null when Shopify shows none. `changed` when it was changed between two pages. */
export async function readOrder(ask: Ask, gid: string, sizes: PageSizes): Read<Order | null> {
  const first = await ask({
    document: orderDocument,
    variables: { id: gid, ...sizes.first },
    schema: orderAnswerSchema,
  });
  if (!first.ok) return first;
  if (first.value === null) return ok(null);
  const reader: PageReader = { ask, gid, sizes, updatedAt: first.value.head.updatedAt };
  const lines = await readLines(reader, first.value);
  if (!lines.ok) return lines;
  const fulfillmentOrders = await readFulfillmentOrders(reader, first.value);
  if (!fulfillmentOrders.ok) return fulfillmentOrders;
  const fulfillments = await readFulfillments(reader, first.value);
  if (!fulfillments.ok) return fulfillments;
  const returns = first.value.hasReturns ? await readReturns(reader) : ok([]);
  if (!returns.ok) return returns;
  return ok(
    toOrder(first.value, {
      lines: lines.value,
      fulfillmentOrders: fulfillmentOrders.value,
      fulfillments: fulfillments.value,
      returns: returns.value,
    }),
  );
}

const readLines = (reader: PageReader, { lines }: FirstPages): Read<Order["lines"]> =>
  readPages(lines, (after) =>
    readPart(reader, {
      document: linesPageDocument,
      variables: { id: reader.gid, first: reader.sizes.further, after },
      schema: linesPageSchema,
    }),
  );

async function readFulfillmentOrders(reader: PageReader, first: FirstPages): Read<Order["fulfillmentOrders"]> {
  const { fulfillmentOrders, fulfillmentOrderLines } = reader.sizes.first;
  const all = await readPages(first.fulfillmentOrders, (after) =>
    readPart(reader, {
      document: fulfillmentOrdersPageDocument,
      variables: { id: reader.gid, first: fulfillmentOrders, after, fulfillmentOrderLines },
      schema: fulfillmentOrdersPageSchema,
    }),
  );
  return all.ok ? readEach(all.value, (each) => readFulfillmentOrderLines(reader, each)) : all;
}

async function readFulfillmentOrderLines(
  reader: PageReader,
  { head, lines }: WithFirstLines<FulfillmentOrder>,
): Read<FulfillmentOrder> {
  const all = await readPages(lines, (after) =>
    readPart(reader, {
      document: fulfillmentOrderLinesPageDocument,
      variables: { id: head.gid, first: reader.sizes.further, after },
      schema: fulfillmentOrderLinesPageSchema,
    }),
  );
  return all.ok ? ok({ ...head, lines: all.value }) : all;
}

async function readFulfillments(reader: PageReader, first: FirstPages): Read<Order["fulfillments"]> {
  const all = await readAllFulfillments(reader, first);
  return all.ok ? readEach(all.value, (each) => readFulfillmentLines(reader, each)) : all;
}

/** A list as long as was asked for may have been cut off. */
async function readAllFulfillments(
  reader: PageReader,
  { fulfillments }: FirstPages,
): Read<readonly WithFirstLines<Fulfillment>[]> {
  if (fulfillments.length < reader.sizes.first.fulfillments) return ok(fulfillments);
  return readPart(reader, {
    document: fulfillmentsDocument,
    variables: { id: reader.gid, first: mostFulfillments, fulfillmentLines: reader.sizes.first.fulfillmentLines },
    schema: fulfillmentsSchema,
  });
}

async function readFulfillmentLines(
  reader: PageReader,
  { head, lines }: WithFirstLines<Fulfillment>,
): Read<Fulfillment> {
  const all = await readPages(lines, (after) =>
    readPart(reader, {
      document: fulfillmentLinesPageDocument,
      variables: { id: head.gid, first: reader.sizes.further, after },
      schema: fulfillmentLinesPageSchema,
    }),
  );
  return all.ok ? ok({ ...head, lines: all.value }) : all;
}
