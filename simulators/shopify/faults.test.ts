import { expect, it } from "vitest";
import { askForToken, connect, openShop, post } from "./testing/open-shop.ts";

const FULFIL =
  "mutation Fulfil($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { message } } }";

async function withOrder() {
  const opened = await openShop();
  const order = opened.shop.placeOrder({ lines: [{ variantId: opened.variantId("TABLE"), quantity: 1 }] });
  await opened.settle();
  const fulfillmentOrderId = opened.shop.order(order.id).fulfillmentOrders[0]?.id;
  const variables = { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId }] } };
  return { opened, variables, fulfillments: () => opened.shop.order(order.id).fulfillments.length };
}

it("a write may take effect although its answer is lost, or not at all", async () => {
  const { opened, variables, fulfillments } = await withOrder();
  const { body } = await askForToken(opened);
  const match = { operation: "Fulfil" };
  opened.simulator.faults.add({ match, fault: { kind: "drop", when: "before" } });
  await expect(post(opened, FULFIL, variables, { token: body.access_token })).rejects.toThrow("fetch failed");
  expect(fulfillments()).toBe(0);
  opened.simulator.faults.add({ match, fault: { kind: "drop", when: "after" } });
  await expect(post(opened, FULFIL, variables, { token: body.access_token })).rejects.toThrow("fetch failed");
  expect(fulfillments()).toBe(1);
});

it("answers in Shopify's shape when told to fail, and keeps count of what was asked", async () => {
  const { opened, variables } = await withOrder();
  const query = await connect(opened);
  const { body } = await askForToken(opened);
  opened.simulator.faults.add({ fault: { kind: "status", status: 429, headers: { "retry-after": "2.0" } } });
  const answer = await post(opened, FULFIL, variables, { token: body.access_token });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "2.0"]);
  expect(await answer.text()).toContain("Exceeded");
  await query(FULFIL, variables);
  expect(opened.simulator.requests().at(-1)).toMatchObject({
    operation: "Fulfil",
    variables,
    status: 200,
    cost: { requested: 10 },
    errors: [],
  });
});
