import { getOperationAST, Kind, NoDeprecatedCustomRule, parse, validate } from "graphql";
import type { FragmentDefinitionNode } from "graphql";
import { describe, expect, it } from "vitest";
import { orderByIdDocument, ordersByNameDocument } from "../../app/adapters/shopify/operations/find-order.ts";
import {
  orderOfFulfillmentOrderDocument,
  orderOfReturnDocument,
  orderOfReverseFulfillmentOrderDocument,
} from "../../app/adapters/shopify/operations/order-of.ts";
import {
  fulfillmentLinesPageDocument,
  fulfillmentOrderLinesPageDocument,
  fulfillmentOrdersPageDocument,
  fulfillmentsDocument,
  linesPageDocument,
} from "../../app/adapters/shopify/operations/order-pages.ts";
import { orderDocument } from "../../app/adapters/shopify/operations/order.ts";
import {
  closeReturnDocument,
  returnLinesPageDocument,
  returnsDocument,
  reverseLinesPageDocument,
  reversesPageDocument,
} from "../../app/adapters/shopify/operations/returns.ts";
import { locationsDocument, shopDocument } from "../../app/adapters/shopify/operations/shop.ts";
import { mostFulfillments, usualPageSizes } from "../../app/adapters/shopify/page-sizes.ts";
import { requestedCost } from "../../simulators/shopify/graphql/cost.ts";
import { adminSchema } from "../../simulators/shopify/graphql/schema.ts";

const { first, further } = usualPageSizes;
const page = { first: further };

/** Each document, with the variables that decide what it costs. */
const documents: readonly (readonly [string, string, Readonly<Record<string, number>>])[] = [
  ["an order", orderDocument, { ...first }],
  ["lines", linesPageDocument, page],
  ["fulfillment orders", fulfillmentOrdersPageDocument, { ...first, first: first.fulfillmentOrders }],
  ["fulfillment order lines", fulfillmentOrderLinesPageDocument, page],
  ["fulfillments", fulfillmentsDocument, { ...first, first: mostFulfillments }],
  ["fulfillment lines", fulfillmentLinesPageDocument, page],
  ["order of a fulfillment order", orderOfFulfillmentOrderDocument, {}],
  ["order of a return", orderOfReturnDocument, {}],
  ["order of a reverse fulfillment order", orderOfReverseFulfillmentOrderDocument, {}],
  ["an order by its id", orderByIdDocument, {}],
  ["orders by name", ordersByNameDocument, {}],
  ["returns", returnsDocument, { first: 3, lines: 20 }],
  ["return lines", returnLinesPageDocument, page],
  ["reverse fulfillment orders", reversesPageDocument, { first: 3, lines: 20 }],
  ["lines of a reverse fulfillment order", reverseLinesPageDocument, page],
  ["closing a return", closeReturnDocument, {}],
  ["shop", shopDocument, {}],
  ["locations", locationsDocument, page],
];

function costOf(document: string, variables: Readonly<Record<string, number>>): number {
  const parsed = parse(document);
  const fragments: Readonly<Record<string, FragmentDefinitionNode>> = Object.fromEntries(
    parsed.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const operation = getOperationAST(parsed);
  if (!operation) throw new Error("no operation");
  return requestedCost({ schema: adminSchema(), fragments, variables }, operation);
}

describe.each(documents)("the document for %s", (_, document, variables) => {
  it("is one that the Admin API of 2026-10 understands", () => {
    expect(validate(adminSchema(), parse(document))).toEqual([]);
  });

  it("asks for no field that is about to go away", () => {
    expect(validate(adminSchema(), parse(document), [NoDeprecatedCustomRule])).toEqual([]);
  });

  it("costs far less than the 1000 points that Shopify allows a query", () => {
    const cost = costOf(document, variables);
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThan(600);
  });
});
