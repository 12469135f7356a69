import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  CLIENT,
  CONFIGURATION,
  connect,
  openShop,
  type Loose,
  type Opened,
  type Received,
} from "./testing/open-shop.ts";
import { WEBHOOK_RETRIES_MS } from "./simulator.ts";

const topics = (received: readonly Received[]) => received.map((one) => one.headers["x-shopify-topic"]).sort();
const place = (opened: Opened, more: object = {}) =>
  opened.shop.placeOrder({ lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 2 }], ...more });

const about = (received: readonly Received[], topic: string): Loose => {
  const found = received.find((one) => one.headers["x-shopify-topic"] === topic);
  if (!found) throw new Error(`${topic} was not received`);
  return JSON.parse(found.body) as Loose;
};

describe("a delivery", () => {
  it("is signed over its exact bytes and says what it is about", async () => {
    const opened = await openShop();
    const order = place(opened, { note: "Grüße – 東京" });
    await opened.settle();
    const [first] = opened.received;
    const expected = createHmac("sha256", CLIENT.clientSecret)
      .update(first?.body ?? "")
      .digest("base64");
    expect(first?.headers).toMatchObject({
      "x-shopify-hmac-sha256": expected,
      "x-shopify-shop-domain": opened.shop.domain,
      "x-shopify-api-version": "2026-10",
      "x-shopify-name": "orders",
      "content-type": "application/json",
    });
    expect(about(opened.received, "orders/create")).toMatchObject({
      admin_graphql_api_id: order.id,
      name: "#1001",
      financial_status: "paid",
      total_price: "100.00",
    });
  });

  it("shares its event with others of the same action and has an id of its own", async () => {
    const opened = await openShop();
    place(opened);
    await opened.settle();
    const ofCreation = opened.received.filter((one) => String(one.headers["x-shopify-topic"]).startsWith("orders/"));
    expect(topics(opened.received)).toEqual([
      "fulfillment_orders/order_routing_complete",
      "orders/create",
      "orders/paid",
      "orders/updated",
    ]);
    expect(new Set(ofCreation.map((one) => one.headers["x-shopify-event-id"])).size).toBe(1);
    expect(new Set(ofCreation.map((one) => one.headers["x-shopify-webhook-id"])).size).toBe(3);
  });

  it("writes ids above 2^53 digit for digit", async () => {
    const opened = await openShop({ shop: { ids: "large" } });
    const order = place(opened);
    await opened.settle();
    expect(opened.received[0]?.body).toContain(`"id":${order.legacyId},`);
  });

  it("is tried again with the same id and bytes, eight times within four hours", async () => {
    let status = 500;
    const opened = await openShop({ answer: () => status });
    opened.shop.addLocation({ name: "New" });
    await opened.simulator.deliveries.idle();
    expect(WEBHOOK_RETRIES_MS.reduce((all, wait) => all + wait, 0)).toBeLessThan(4 * 3_600_000);
    for (const wait of WEBHOOK_RETRIES_MS) {
      opened.simulator.clock.advance(wait);
      await opened.simulator.deliveries.idle();
    }
    expect(opened.received).toHaveLength(9);
    expect(
      new Set(opened.received.map((one) => `${String(one.headers["x-shopify-webhook-id"])} ${one.body}`)).size,
    ).toBe(1);
    expect(opened.simulator.deliveries.log()[0]?.state).toBe("given-up");
    status = 200;
  });

  it("is left out for topics the scopes do not cover", async () => {
    const opened = await openShop();
    opened.shop.installation.revoke(["read_fulfillments"]);
    const order = place(opened);
    await opened.settle();
    opened.shop.fulfil(order.id);
    await opened.settle();
    expect(topics(opened.received)).not.toContain("fulfillments/create");
  });

  it("carries no personal data without approval", async () => {
    const opened = await openShop({ shop: { settings: { protectedData: 1 } } });
    place(opened, {
      email: "ann@example.com",
      shippingAddress: { lastName: "Lee", address1: "Main 1", city: "Tallinn" },
    });
    await opened.settle();
    const payload = about(opened.received, "orders/create");
    expect(payload.email).toBeUndefined();
    expect(payload.shipping_address).toMatchObject({ city: "Tallinn" });
    expect(JSON.stringify(payload)).not.toMatch(/Lee|Main 1/);
  });
});

describe("a subscription", () => {
  const sample = (more: string) => CONFIGURATION.replace('name = "orders"\n', `${more}\n`);

  it("selects fields, and then sends nothing that is the same as before", async () => {
    const opened = await openShop({ toml: sample('include_fields = ["id", "name", "updated_at", "line_items.sku"]') });
    const order = place(opened);
    await opened.settle();
    expect(about(opened.received, "orders/create")).toEqual({
      id: Number(order.legacyId),
      name: "#1001",
      updated_at: expect.stringMatching(/\+02:00$/),
      line_items: [{ sku: "CHAIR-OAK" }],
    });
    const before = opened.received.length;
    opened.shop.updateNote(order.id, "in the same second or a later one");
    opened.shop.updateNote(order.id, "again");
    await opened.settle();
    expect(opened.received.length - before).toBeLessThan(2);
    opened.simulator.clock.advance(2000);
    opened.shop.updateNote(order.id, "later");
    await opened.settle();
    expect(topics(opened.received.slice(before))).toContain("orders/updated");
    opened.shop.settings.skipIdenticalPayloads = false;
    const told = opened.received.length;
    opened.shop.updateNote(order.id, "one");
    opened.shop.updateNote(order.id, "two");
    await opened.settle();
    expect(opened.received.length - told).toBe(2);
  });

  it("filters by what the payload says", async () => {
    const opened = await openShop({ toml: sample('filter = "financial_status:paid AND source_name:web"') });
    place(opened, { payment: "pending" });
    await opened.settle();
    expect(topics(opened.received)).toEqual(["fulfillment_orders/order_routing_complete"]);
    place(opened);
    await opened.settle();
    expect(topics(opened.received)).toContain("orders/create");
  });

  it("made through the API is served, and removed after eight failures", async () => {
    let status = 200;
    const opened = await openShop({ answer: () => status });
    const query = await connect(opened);
    await query(
      "mutation ($sub: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: LOCATIONS_UPDATE, webhookSubscription: $sub) { webhookSubscription { id } userErrors { message } } }",
      { sub: { uri: "/own" } },
    );
    const location = opened.shop.locations()[0]?.id ?? "";
    opened.shop.renameLocation(location, "North");
    await opened.settle();
    expect(opened.received.map((one) => one.path)).toContain("/own");
    status = 500;
    for (let time = 0; time < 8; time += 1) {
      opened.shop.renameLocation(location, `North ${time}`);
      await opened.settle();
    }
    expect(
      (await query("{ webhookSubscriptions(first: 5) { nodes { id } } }")).data.webhookSubscriptions.nodes,
    ).toEqual([]);
  });

  it("may not be in the configuration twice", async () => {
    const twice = `${CONFIGURATION}[[webhooks.subscriptions]]\nuri = "/hooks"\ntopics = ["orders/create"]\n`;
    await expect(openShop({ toml: twice })).rejects.toThrow("orders/create is subscribed twice");
  });
});

describe("what each action says", () => {
  async function routed() {
    const opened = await openShop();
    const order = place(opened);
    await opened.settle();
    opened.simulator.clock.advance(1000);
    const since = opened.received.length;
    const heard = async (): Promise<readonly Received[]> => (await opened.settle(), opened.received.slice(since));
    return { opened, shop: opened.shop, order: opened.shop.order(order.id), heard };
  }

  it("fulfilling", async () => {
    const { shop, order, heard } = await routed();
    shop.fulfil(order.id, { tracking: { number: "T1" } });
    const received = await heard();
    expect(topics(received)).toEqual(["fulfillments/create", "orders/updated"]);
    expect(about(received, "fulfillments/create")).toMatchObject({
      order_id: Number(order.legacyId),
      status: "success",
      tracking_number: "T1",
      line_items: [{ quantity: 2 }],
    });
  });

  it("editing names the order by number only", async () => {
    const { shop, order, heard } = await routed();
    shop.editOrder(order.id, { setQuantity: { [order.lines[0]?.id ?? ""]: 3 } });
    expect(about(await heard(), "orders/edited")).toMatchObject({
      order_edit: { order_id: Number(order.legacyId), line_items: { additions: [{ delta: 1 }], removals: [] } },
    });
  });

  it("fulfillment orders come without their order", async () => {
    const { shop, order, heard } = await routed();
    shop.hold(order.id, { reason: "INCORRECT_ADDRESS" });
    shop.releaseHold(order.id);
    const received = await heard();
    expect(topics(received)).toEqual(["fulfillment_orders/hold_released", "fulfillment_orders/placed_on_hold"]);
    expect(about(received, "fulfillment_orders/hold_released")).toEqual({
      fulfillment_order: { id: order.fulfillmentOrders[0]?.id, status: "open" },
    });
  });

  it("cancelling, refunding", async () => {
    const { shop, order, heard } = await routed();
    shop.cancelOrder(order.id);
    const received = await heard();
    expect(topics(received)).toEqual([
      "fulfillment_orders/cancelled",
      "orders/cancelled",
      "orders/updated",
      "refunds/create",
    ]);
    expect(about(received, "refunds/create")).toMatchObject({
      order_id: Number(order.legacyId),
      return: null,
      refund_line_items: [{ quantity: 2, restock_type: "cancel" }],
    });
  });

  it("returns: some name the order, some do not", async () => {
    const { shop, order, heard } = await routed();
    shop.fulfil(order.id);
    const open = shop.createReturn(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 2 }] });
    shop.editReturn(open.id, { [open.lines[0]?.id ?? ""]: 1 });
    shop.closeReturn(open.id);
    const received = await heard();
    expect(about(received, "returns/approve")).toMatchObject({
      admin_graphql_api_id: open.id,
      status: "open",
      order: { admin_graphql_api_id: order.id },
    });
    expect(about(received, "returns/update").order).toBeUndefined();
    expect(about(received, "returns/close")).toMatchObject({ order_id: Number(order.legacyId), status: "closed" });
  });

  it("deleting says the id and nothing else", async () => {
    const { shop, order, heard } = await routed();
    shop.archive(order.id);
    shop.deleteOrder(order.id);
    expect(about(await heard(), "orders/delete")).toEqual({ id: Number(order.legacyId) });
  });
});

describe("the app's life", () => {
  it("uninstalling is told once, and the shop's data is to go 48 hours later, unless installed again", async () => {
    const opened = await openShop();
    opened.shop.installation.uninstall();
    await opened.settle();
    expect(topics(opened.received)).toEqual(["app/uninstalled"]);
    opened.simulator.clock.advance(48 * 3_600_000);
    await opened.settle();
    expect(opened.received[1]).toMatchObject({ path: "/compliance" });
    expect(JSON.parse(opened.received[1]?.body ?? "")).toMatchObject({ shop_domain: opened.shop.domain });
    opened.shop.installation.grant();
    opened.shop.installation.uninstall();
    opened.shop.installation.grant();
    opened.simulator.clock.advance(49 * 3_600_000);
    await opened.settle();
    expect(topics(opened.received)).toEqual(["app/uninstalled", "app/uninstalled", "shop/redact"]);
  });

  it("granting scopes that a new configuration asks for is told with both lists", async () => {
    const opened = await openShop();
    expect(opened.shop.installation.missingScopes()).toEqual([]);
    opened.shop.installation.grant(["write_returns"]);
    await opened.settle();
    const told = about(opened.received, "app/scopes_update");
    expect(told.current).toContain("write_returns");
    expect(told.previous).not.toContain("write_returns");
  });

  it("asks for a customer's data and for its removal", async () => {
    const opened = await openShop();
    const order = place(opened, { customer: { firstName: "Ann", email: "ann@example.com" } });
    await opened.settle();
    opened.shop.sendComplianceRequest("customers/data_request");
    opened.shop.sendComplianceRequest("customers/redact");
    await opened.settle();
    expect(about(opened.received, "customers/data_request")).toMatchObject({
      orders_requested: [Number(order.legacyId)],
      customer: { email: "ann@example.com" },
    });
    expect(about(opened.received, "customers/redact")).toMatchObject({ orders_to_redact: [Number(order.legacyId)] });
  });

  it("sends what Shopify would never send when told to", async () => {
    const opened = await openShop();
    opened.shop.deliverRaw({ topic: "orders/create", body: "{broken", hmac: "bad" });
    await opened.settle();
    expect(opened.received[0]).toMatchObject({
      path: "/hooks",
      body: "{broken",
      headers: { "x-shopify-hmac-sha256": "bad", "x-shopify-topic": "orders/create" },
    });
  });
});
