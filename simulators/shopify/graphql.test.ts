import { describe, expect, it } from "vitest";
import { askForToken, codesOf, connect, openShop, post, type Loose, type Opened } from "./testing/open-shop.ts";

const DAY = 86_400_000;

async function withOrder(options: Parameters<typeof openShop>[0] = {}) {
  const opened = await openShop(options);
  const order = opened.shop.placeOrder({
    lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 2, properties: { Engraving: "Bo" } }],
    customer: {
      firstName: "Ann",
      lastName: "Lee",
      email: "ann@example.com",
      address: { address1: "Main 1", city: "Tallinn", zip: "10111", countryCode: "EE" },
    },
    shipping: [{ title: "Post", price: "10.00" }],
    taxes: [{ title: "VAT", rate: "0.24" }],
    discount: { code: "TEN", percent: 10 },
    poNumber: "PO-7",
    note: "Please hurry",
    tags: ["vip"],
  });
  await opened.settle();
  return { opened, order, query: await connect(opened) };
}

describe("reading an order", () => {
  it("answers what an order is made of", async () => {
    const { order, query } = await withOrder();
    const answer = await query(
      `query ($id: ID!) { order(id: $id) {
        id legacyResourceId name number createdAt closed displayFinancialStatus displayFulfillmentStatus poNumber note tags
        currencyCode taxesIncluded sourceName discountCodes customer { displayName defaultEmailAddress { emailAddress } }
        shippingAddress { name city countryCodeV2 }
        currentTotalPriceSet { shopMoney { amount currencyCode } } currentTotalTaxSet { shopMoney { amount } } totalShippingPriceSet { shopMoney { amount } }
        lineItems(first: 5) { nodes { sku quantity currentQuantity unfulfilledQuantity customAttributes { key value } originalUnitPriceSet { shopMoney { amount } }
          variant { sku inventoryItem { tracked } } taxLines { ratePercentage priceSet { shopMoney { amount } } }
          discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { __typename targetSelection } } } pageInfo { hasNextPage } }
        shippingLines(first: 5) { nodes { title discountedPriceSet { shopMoney { amount } } } }
        fulfillmentOrders(first: 5) { nodes { status assignedLocation { name location { id } } deliveryMethod { methodType } supportedActions { action } lineItems(first: 5) { nodes { remainingQuantity } } } }
      } }`,
      { id: order.id },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.order).toMatchObject({
      id: order.id,
      legacyResourceId: order.legacyId,
      name: "#1001",
      closed: false,
      displayFinancialStatus: "PAID",
      displayFulfillmentStatus: "UNFULFILLED",
      poNumber: "PO-7",
      discountCodes: ["TEN"],
      customer: { displayName: "Ann Lee", defaultEmailAddress: { emailAddress: "ann@example.com" } },
      currentTotalPriceSet: { shopMoney: { amount: "124.0", currencyCode: "EUR" } },
      currentTotalTaxSet: { shopMoney: { amount: "24.0" } },
      lineItems: {
        nodes: [
          {
            sku: "CHAIR-OAK",
            customAttributes: [{ key: "Engraving", value: "Bo" }],
            originalUnitPriceSet: { shopMoney: { amount: "50.0" } },
            taxLines: [{ ratePercentage: 24, priceSet: { shopMoney: { amount: "21.6" } } }],
            discountAllocations: [
              {
                allocatedAmountSet: { shopMoney: { amount: "10.0" } },
                discountApplication: { targetSelection: "ALL" },
              },
            ],
          },
        ],
      },
      fulfillmentOrders: {
        nodes: [
          {
            status: "OPEN",
            deliveryMethod: { methodType: "SHIPPING" },
            lineItems: { nodes: [{ remainingQuantity: 2 }] },
          },
        ],
      },
    });
    expect(answer.data.order.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Number(order.legacyId)).toBeGreaterThan(2 ** 31);
  });

  it("leads from a fulfillment order to its order, and finds anything by its id", async () => {
    const { opened, order, query } = await withOrder();
    const fulfillmentOrder = opened.shop.order(order.id).fulfillmentOrders[0]?.id;
    const answer = await query(
      "query ($id: ID!, $ids: [ID!]!) { fulfillmentOrder(id: $id) { orderId order { id } } nodes(ids: $ids) { __typename id } ordersCount { count precision } }",
      { id: fulfillmentOrder, ids: [order.id, fulfillmentOrder, "gid://shopify/Order/1"] },
    );
    expect(answer.data).toEqual({
      fulfillmentOrder: { orderId: order.id, order: { id: order.id } },
      nodes: [{ __typename: "Order", id: order.id }, { __typename: "FulfillmentOrder", id: fulfillmentOrder }, null],
      ordersCount: { count: 1, precision: "EXACT" },
    });
  });

  it("uses ids above 2^53 when told", async () => {
    const { order } = await withOrder({ shop: { ids: "large" } });
    expect(BigInt(order.legacyId)).toBeGreaterThan(2n ** 53n);
  });
});

describe("what is not there", () => {
  it("says aloud which field the simulator does not know", async () => {
    const { order, query } = await withOrder();
    const answer = await query("query ($id: ID!) { order(id: $id) { id risk { recommendation } } }", { id: order.id });
    expect(answer.errors[0].message).toBe("Simulator: Order.risk not implemented");
  });

  it("refuses fields and variables that the schema does not have", async () => {
    const { query } = await withOrder();
    expect((await query("{ shop { nope } }")).errors[0].extensions).toEqual({
      code: "undefinedField",
      typeName: "Shop",
      fieldName: "nope",
    });
    expect((await query("query ($id: ID!) { order(id: $id) { id } }")).errors).toHaveLength(1);
    expect((await query("{ shop {")).errors).toHaveLength(1);
  });

  it("wants to know the size of a page, and gives no more than 250", async () => {
    const { query } = await withOrder();
    expect((await query("{ orders { nodes { id } } }")).errors[0].message).toBe(
      "you must provide one of first or last",
    );
    expect((await query("{ orders(first: 251) { nodes { id } } }")).errors[0].message).toContain("250");
  });

  it("answers 401 to an unknown token and 404 to an unknown path", async () => {
    const opened = await openShop();
    const answer = await post(opened, "{ shop { name } }", {}, { token: "shpat_nobody" });
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
    ]);
    expect((await fetch(`${opened.simulator.url}/${opened.shop.domain}/admin/x`, { method: "POST" })).status).toBe(404);
  });

  it("tells the version that served and a request id", async () => {
    const opened = await openShop();
    const { body } = await askForToken(opened);
    const answer = await post(opened, "{ shop { name } }", {}, { token: body.access_token, version: "2024-01" });
    expect(answer.headers.get("x-shopify-api-version")).toBe("2026-01");
    expect(answer.headers.get("x-request-id")).toBeTruthy();
  });
});

describe("what an app may see", () => {
  it("denies what the scopes do not allow, field by field", async () => {
    const { opened, order, query } = await withOrder();
    opened.shop.installation.revoke(["read_customers"]);
    const answer = await query("query ($id: ID!) { order(id: $id) { name customer { id } } }", { id: order.id });
    expect(answer.data.order).toEqual({ name: "#1001", customer: null });
    expect(answer.errors[0]).toMatchObject({
      message: "Access denied for customer field. Required access: `read_customers` access scope.",
      path: ["order", "customer"],
      extensions: { code: "ACCESS_DENIED" },
    });
  });

  it("hides fulfillment orders of locations the scopes do not cover", async () => {
    const opened = await openShop({ shop: { locations: [{ name: "3PL", fulfillmentService: "Other Logistics" }] } });
    const order = opened.shop.placeOrder({ lines: [{ variantId: opened.variantId("TABLE"), quantity: 1 }] });
    await opened.settle();
    const query = await connect(opened);
    const answer = await query("query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id } } } }", {
      id: order.id,
    });
    expect(answer.data.order.fulfillmentOrders.nodes).toEqual([]);
    expect(opened.shop.order(order.id).fulfillmentOrders).toHaveLength(1);
  });

  it.each([
    [
      1,
      {
        name: "#1001",
        email: null,
        customer: { id: expect.any(String) },
        shippingAddress: { city: "Tallinn", zip: null },
      },
    ],
    [0, { name: "#1001", email: null, customer: null, shippingAddress: { city: "Tallinn", zip: null } }],
  ] as const)("withholds personal data at level %i", async (level, expected) => {
    const { opened, order, query } = await withOrder();
    opened.shop.settings.protectedData = level;
    const answer = await query(
      "query ($id: ID!) { order(id: $id) { name email customer { id } shippingAddress { city zip } } }",
      { id: order.id },
    );
    expect(answer.data.order).toEqual(expected);
    expect(new Set(codesOf(answer))).toEqual(new Set(["ACCESS_DENIED"]));
  });

  it("shows orders of the last 60 days, older ones with read_all_orders only", async () => {
    const { opened, order, query } = await withOrder();
    const text = "query ($id: ID!) { order(id: $id) { id } orders(first: 5) { nodes { id } } ordersCount { count } }";
    const renew = async () => (opened.simulator.clock.advance(1), connect(opened));
    opened.simulator.clock.advance(61 * DAY);
    expect((await (await renew())(text, { id: order.id })).data).toEqual({
      order: null,
      orders: { nodes: [] },
      ordersCount: { count: 0 },
    });
    opened.shop.installation.grant(["read_all_orders"]);
    expect((await (await renew())(text, { id: order.id })).data.order).toEqual({ id: order.id });
    expect((await query(text, { id: order.id })).errors).toContain("Invalid API key");
  });
});

describe("cost", () => {
  it("charges 2·ln(first) for a page, and gives back what was not used", async () => {
    const { query } = await withOrder();
    const answer = await query("{ orders(first: 50) { nodes { id retailLocation { id } } } }");
    expect(answer.extensions.cost).toMatchObject({ requestedQueryCost: 16, actualQueryCost: expect.any(Number) });
    expect(answer.extensions.cost.actualQueryCost).toBeLessThan(16);
    expect(answer.extensions.cost.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 });
  });

  it("refuses a query of more than 1000 points", async () => {
    const { query } = await withOrder();
    const answer = await query(
      "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { variant { product { id } } taxLines(first: 250) { title } } } } } }",
    );
    expect(codesOf(answer)).toEqual(["MAX_COST_EXCEEDED"]);
    expect(answer.data).toBeUndefined();
  });

  it("throttles once the bucket is empty, and restores it with time", async () => {
    const { opened, query } = await withOrder();
    const order = opened.shop.orders()[0]?.id;
    const tag = (name: string) =>
      query("mutation ($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }", {
        id: order,
        tags: [name],
      });
    const answers = await Promise.all(Array.from({ length: 400 }, () => tag("same")));
    const throttled = answers.find((answer) => codesOf(answer).includes("THROTTLED"));
    expect(throttled?.data).toBeUndefined();
    expect(throttled?.extensions.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: null });
    opened.simulator.clock.advance(1000);
    expect(codesOf(await tag("other"))).toEqual([]);
  }, 30_000);
});

describe("writing to an order", () => {
  it("sets a metafield only when nobody wrote it since", async () => {
    const { opened, order, query } = await withOrder();
    const set = (value: string, more: object) =>
      query(
        "mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { compareDigest value } userErrors { code field } } }",
        {
          m: [{ ownerId: order.id, key: "sales_order", type: "json", value, ...more }],
        },
      );
    const first = await set('{"id":1}', { compareDigest: null });
    const digest = first.data.metafieldsSet.metafields[0].compareDigest;
    expect((await set('{"id":2}', { compareDigest: digest })).data.metafieldsSet.userErrors).toEqual([]);
    expect((await set('{"id":3}', { compareDigest: digest })).data.metafieldsSet.userErrors[0].code).toBe(
      "STALE_OBJECT",
    );
    const read = await query(
      'query ($id: ID!) { order(id: $id) { metafield(namespace: "$app", key: "sales_order") { value jsonValue } } }',
      { id: order.id },
    );
    expect(read.data.order.metafield).toEqual({ value: '{"id":2}', jsonValue: { id: 2 } });
    expect(opened.shop.order(order.id).metafields).toHaveLength(1);
  });

  it("adds and removes tags, archives and cancels", async () => {
    const { opened, order, query } = await withOrder();
    await query('mutation ($id: ID!) { tagsAdd(id: $id, tags: ["b", "a"]) { userErrors { message } } }', {
      id: order.id,
    });
    await query('mutation ($id: ID!) { tagsRemove(id: $id, tags: ["b"]) { userErrors { message } } }', {
      id: order.id,
    });
    expect(opened.shop.order(order.id).tags).toEqual(["a", "vip"]);
    const closed = await query(
      "mutation ($id: ID!) { orderClose(input: { id: $id }) { order { closed } userErrors { message } } }",
      { id: order.id },
    );
    expect(closed.data.orderClose).toEqual({ order: { closed: true }, userErrors: [] });
    const text =
      "mutation ($id: ID!) { orderCancel(orderId: $id, reason: STAFF, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { done } orderCancelUserErrors { code } } }";
    expect((await query(text, { id: order.id })).data.orderCancel).toEqual({
      job: { done: true },
      orderCancelUserErrors: [],
    });
    expect((await query(text, { id: order.id })).data.orderCancel).toEqual({
      job: null,
      orderCancelUserErrors: [{ code: "INVALID" }],
    });
    expect(opened.shop.order(order.id).financialStatus).toBe("REFUNDED");
  });
});

async function names(opened: Opened, search: string): Promise<unknown[]> {
  const query = await connect(opened);
  const answer = await query(
    "query ($q: String) { orders(first: 50, query: $q, sortKey: CREATED_AT) { nodes { name } } }",
    { q: search },
  );
  return answer.data.orders.nodes.map((order: Loose) => order.name);
}

describe("searching orders", () => {
  async function three() {
    const opened = await openShop();
    const line = { lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 1 }] };
    opened.shop.placeOrder({ ...line, createdAt: "2026-11-01T10:00:00Z", tags: ["vip"] });
    opened.shop.placeOrder({ ...line, payment: "pending", source: "pos", deliveryMethod: "SHIPPING" });
    const third = opened.shop.placeOrder(line);
    await opened.settle();
    opened.shop.cancelOrder(third.id);
    return opened;
  }

  it.each([
    ["", ["#1001", "#1002", "#1003"]],
    ["status:open", ["#1001", "#1002"]],
    ["status:cancelled", ["#1003"]],
    ["financial_status:paid", ["#1001"]],
    ["-financial_status:paid", ["#1002", "#1003"]],
    ["name:'#1002'", ["#1002"]],
    ["name:1002", ["#1002"]],
    ["source_name:pos OR tag:vip", ["#1001", "#1002"]],
    ["(source_name:pos OR tag:vip) AND financial_status:pending", ["#1002"]],
    ["created_at:>='2026-11-02T00:00:00Z' status:open", ["#1002"]],
    ["created_at:<2026-11-02", ["#1001"]],
    ["sku:CHAIR-OAK", ["#1001", "#1002", "#1003"]],
    ["fulfillment_status:unfulfilled", ["#1001", "#1002", "#1003"]],
  ] as const)("%s", async (search, expected) => {
    expect(await names(await three(), search)).toEqual(expected);
  });

  it("warns of a filter that does not exist, and refuses one that is not simulated", async () => {
    const opened = await three();
    const query = await connect(opened);
    const answer = await query('{ orders(first: 5, query: "colour:red") { nodes { name } } }');
    expect(answer.extensions.search[0].warnings[0]).toMatchObject({ field: "colour", code: "invalid_field" });
    const refused = await query('{ orders(first: 5, query: "risk_level:high") { nodes { name } } }');
    expect(refused.errors[0].message).toBe("Simulator: the order filter risk_level is not implemented");
  });

  it("follows the orders with a delay, while reading one does not", async () => {
    const opened = await openShop({ shop: { settings: { searchLagMs: 2000 } } });
    const order = opened.shop.placeOrder({ lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 1 }] });
    await opened.settle();
    const query = await connect(opened);
    expect((await query("query ($id: ID!) { order(id: $id) { name } }", { id: order.id })).data.order.name).toBe(
      "#1001",
    );
    expect(await names(opened, "")).toEqual([]);
    opened.simulator.clock.advance(2000);
    expect(await names(opened, "")).toEqual(["#1001"]);
  });

  it("pages with cursors, forth and back", async () => {
    const opened = await three();
    const query = await connect(opened);
    const page = async (variables: object): Promise<Loose> =>
      (
        await query(
          "query ($first: Int, $last: Int, $after: String, $before: String) { orders(first: $first, last: $last, after: $after, before: $before, sortKey: ID) { edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }",
          variables,
        )
      ).data.orders;
    const first = await page({ first: 2 });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(second.edges.map((edge: Loose) => edge.node.name)).toEqual(["#1003"]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const back = await page({ last: 1, before: second.pageInfo.startCursor });
    expect(back.edges.map((edge: Loose) => edge.node.name)).toEqual(["#1002"]);
  });
});
