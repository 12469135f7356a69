import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OrderView, RawDelivery } from "../../simulators/shopify/control.ts";
import { euroShop } from "../../simulators/seed.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";
import { appSecret } from "../support/world.ts";

let flow: Flow;

beforeAll(async () => {
  // On a server, so that its tables can be read while the app runs. As in Shopify's own sample webhooks, ids are beyond what a
  // JavaScript number can tell apart.
  flow = await startFlow({ kind: "server", shops: [{ ...euroShop, shop: { ...euroShop.shop, ids: "large" } }] });
  flow.shop.settings.routingDelayMs = 50;
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

/** Makes a delivery by hand and answers what the app said to the first attempt. */
async function deliver(raw: RawDelivery): Promise<number | null> {
  flow.shop.deliverRaw(raw);
  const sent = flow.shopify.deliveries.log().at(-1)?.id;
  const attempt = await until(() => flow.shopify.deliveries.log().find(({ id }) => id === sent)?.attempts[0], {
    what: `an answer to ${raw.topic}`,
  });
  return attempt.status;
}

/** Sends a request as it is, with the headers given. */
async function post(body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const answer = await fetch(`${flow.app.url}/webhooks/shopify`, { method: "POST", body, headers });
  await answer.arrayBuffer();
  return answer.status;
}

const signature = (body: string): string => createHmac("sha256", appSecret).update(body).digest("base64");
const inbox = (topic: string) =>
  flow.rows("SELECT topic, failure, order_id, open_since FROM inbox_entry WHERE topic = $1 ORDER BY id", [topic]);
const numericId = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

describe("a delivery", () => {
  it("[REC-1] with a wrong signature, or none, gets 401 and leaves no trace in the database", async () => {
    const body = JSON.stringify({ id: 990_001, admin_graphql_api_id: "gid://shopify/Order/990001" });
    expect(await deliver({ topic: "orders/create", body, hmac: signature(`${body} `) })).toBe(401);
    expect(await deliver({ topic: "orders/create", body, hmac: "" })).toBe(401);
    const usual = { "x-shopify-topic": "orders/create", "x-shopify-shop-domain": flow.shop.domain };
    expect(await post(body, { ...usual, "x-shopify-webhook-id": "trace-990002" })).toBe(401);
    const all = await flow.everything();
    expect(all).toContain(flow.shop.domain);
    expect(all).not.toContain("990001");
    expect(all).not.toContain("trace-990002");
  });

  it("[REC-1] with a header missing is refused and leaves no trace", async () => {
    const body = JSON.stringify({ id: 990_003 });
    const complete: Readonly<Record<string, string>> = {
      "x-shopify-hmac-sha256": signature(body),
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": flow.shop.domain,
      "x-shopify-webhook-id": "trace-990004",
    };
    for (const missing of ["x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id"]) {
      const rest = Object.fromEntries(Object.entries(complete).filter(([name]) => name !== missing));
      expect(await post(body, rest), missing).toBe(400);
    }
    const all = await flow.everything();
    expect(all).not.toContain("990003");
    expect(all).not.toContain("trace-990004");
  });

  it("[REC-1] with a good signature and a broken body gets 200 and is a recorded failure", async () => {
    for (const body of ['{"id": 99', "", "[]", '{"admin_graphql_api_id":"gid://shopify/Product/1"}'])
      expect(await deliver({ topic: "orders/updated", body }), body).toBe(200);
    const failures = (await inbox("orders/updated")).filter(({ failure }) => failure !== null);
    expect(failures).toHaveLength(4);
    expect(failures.every(({ order_id, open_since }) => order_id === null && open_since === null)).toBe(true);
  });

  it("[REC-1] of a topic nobody knows gets 200 and is recorded", async () => {
    expect(await deliver({ topic: "carts/dreamt", body: "{}" })).toBe(200);
    expect(await inbox("carts/dreamt")).toMatchObject([{ failure: "Tandem does not know this topic." }]);
  });

  it("[IMP-9] about an order with an id beyond 2^53 keeps every digit of it", async () => {
    const order = flow.place();
    expect(Number.isSafeInteger(Number(order.legacyId))).toBe(false);
    const salesOrder = await flow.imported(order);
    expect(salesOrder.ecommerce_order_id).toBe(order.legacyId);
    await flow.stands(order, "in-step");
    const line = order.lines[0]?.id ?? "";
    expect(salesOrder.sales_order_rows[0]?.attributes).toContainEqual({
      key: "shopify_line_item_id",
      value: numericId(line),
    });
    expect(await flow.rows("SELECT order_id FROM link")).toContainEqual({ order_id: order.legacyId });
  });

  it("[REC-1] about a fulfillment order finds the order it belongs to", async () => {
    for (const topic of ["orders/create", "orders/updated", "orders/paid"]) flow.shopify.deliveries.dropNext(topic);
    const order = flow.place();
    await flow.imported(order);
    const topics = flow.shopify.deliveries
      .log()
      .filter(({ state, body }) => state === "delivered" && body.includes(order.legacyId));
    expect(topics).toEqual([]);
  });

  it("[REC-1] about a fulfillment order that Shopify does not show is recorded and forgotten", async () => {
    const body = JSON.stringify({ fulfillment_order: { id: "gid://shopify/FulfillmentOrder/123456" } });
    expect(await deliver({ topic: "fulfillment_orders/moved", body })).toBe(200);
    const settled = async () => (await inbox("fulfillment_orders/moved")).find(({ open_since }) => open_since === null);
    expect(await until(settled, { what: "the hint is settled" })).toMatchObject({
      failure: "Shopify shows no order for it.",
    });
  });

  it("[REC-1] sent while the app is down is delivered when it is back", async () => {
    await flow.app.stop();
    const order = flow.place();
    await flow.shopify.deliveries.idle();
    await flow.app.start();
    // Shopify tries again after ten seconds.
    await flow.imported(order, 30_000);
  });
});

describe("scopes and privacy", () => {
  it("[CON-7] keeps what scopes the merchant grants and takes back", async () => {
    const granted = async () => (await flow.rows("SELECT granted_scopes FROM shop"))[0]?.["granted_scopes"];
    flow.shop.installation.grant(["write_returns"]);
    await flow.shopify.deliveries.idle();
    expect(await granted()).toContain("write_returns");
    flow.shop.installation.revoke(["write_returns"]);
    await flow.shopify.deliveries.idle();
    expect(await granted()).not.toContain("write_returns");
  });

  it("[CON-7] records what a customer asks for, and removes a customer who asks for that", async () => {
    const person = { firstName: "Remo", lastName: "Veable", email: "remo.veable@example.com" };
    const customer = flow.shop.addCustomer(person);
    const order = flow.place({ customer: customer.id });
    await flow.imported(order);
    await flow.stands(order, "in-step");
    expect(await flow.everything()).toContain(numericId(customer.id));

    flow.shop.sendComplianceRequest("customers/data_request", customer.id);
    await flow.shopify.deliveries.idle();
    const requests = "SELECT kind, customer_id, order_ids, settled_at FROM privacy_request ORDER BY id";
    expect(await flow.rows(requests)).toMatchObject([
      {
        kind: "customers/data_request",
        customer_id: numericId(customer.id),
        order_ids: [order.legacyId],
        settled_at: null,
      },
    ]);

    flow.shop.sendComplianceRequest("customers/redact", customer.id);
    await flow.shopify.deliveries.idle();
    const [, redacted] = await flow.rows(requests);
    expect(redacted).toMatchObject({ kind: "customers/redact", customer_id: null });
    expect(redacted?.["settled_at"]).not.toBeNull();
    const references = await flow.rows("SELECT key FROM katana_reference WHERE kind = 'customer'");
    expect(references.filter(({ key }) => String(key).includes(numericId(customer.id)))).toEqual([]);
    for (const text of [await flow.everything(), flow.allLogs()])
      for (const personal of Object.values(person)) expect(text).not.toContain(personal);
  });
});

describe("leaving and coming back", () => {
  const uninstallNotice = (triggeredAt: number): RawDelivery => ({
    topic: "app/uninstalled",
    body: JSON.stringify({ id: 1, domain: flow.shop.domain }),
    headers: { "x-shopify-triggered-at": new Date(triggeredAt).toISOString() },
  });
  let before: OrderView;

  it("[CON-7] a notice older than the latest install is recorded and ignored", async () => {
    expect(await deliver(uninstallNotice(Date.now() - 86_400_000))).toBe(200);
    before = flow.place();
    await flow.imported(before);
    expect(await inbox("app/uninstalled")).toHaveLength(1);
    expect(await flow.rows("SELECT uninstalled_at FROM shop")).toEqual([{ uninstalled_at: null }]);
  });

  it("[CON-7] an uninstall ends the work and removes sessions and credentials, and keeps the links", async () => {
    flow.shop.installation.uninstall();
    await until(() => flow.app.logs().some(({ msg }) => msg === "shop.uninstalled"), { what: "the uninstall" });
    const body = JSON.stringify({ id: 1, admin_graphql_api_id: before.id });
    expect(await deliver({ topic: "orders/updated", body })).toBe(200);
    await flow.inDatabase(async (run) => {
      expect(await run("SELECT * FROM session")).toEqual([]);
      expect(await run("SELECT * FROM katana_connection")).toEqual([]);
      expect(await run("SELECT order_id FROM link")).toContainEqual({ order_id: before.legacyId });
      const [shop] = await run("SELECT uninstalled_at, paused_at FROM shop");
      expect(shop?.["uninstalled_at"]).not.toBeNull();
    });
  });

  it("[CON-5] [CON-7] installed again, it is paused with its links, and goes on after connecting and resuming", async () => {
    const missed = flow.place();
    // Shopify tells whole seconds: what was placed in the very second of resuming counts as placed after it.
    await pause(1_000);
    await flow.merchant.setUp();
    const after = flow.place();
    await flow.imported(after);
    expect(flow.salesOrdersOf(missed)).toEqual([]);
    expect((await flow.standing(before)).salesOrder).toMatchObject({ no: before.name });
    flow.shop.updateNote(before.id, "still there");
    await flow.shopify.deliveries.idle();
    await flow.stands(before, "in-step");
    expect(flow.salesOrdersOf(before, { includeDeleted: true })).toHaveLength(1);
  });

  it("[CON-7] shop/redact is ignored while the shop has the app, and leaves nothing of it after an uninstall", async () => {
    flow.shop.sendComplianceRequest("shop/redact");
    await flow.shopify.deliveries.idle();
    await flow.imported(flow.place());

    flow.shop.installation.uninstall();
    await until(() => flow.app.logs().filter(({ msg }) => msg === "shop.uninstalled").length === 2, {
      what: "the uninstall",
    });
    flow.shop.sendComplianceRequest("shop/redact");
    await until(() => flow.app.logs().some(({ msg }) => msg === "shop.forgotten"), { what: "the redaction" });
    await flow.shopify.deliveries.idle();
    const kept = (await flow.everything()).split("\n");
    // Finished jobs name an order until the queue clears them, a minute later; so do its figures of what ran when they were taken.
    const lasting = kept.filter((line) => !/^(job|job_common|queue) /.test(line));
    expect(lasting.filter((line) => line.includes(flow.shop.domain))).toEqual([]);
    expect(lasting.filter((line) => line.startsWith("katana_reference "))).toEqual([]);
    expect(lasting.filter((line) => line.includes(before.legacyId))).toEqual([]);
  });
});

it("[REC-1] bodies that never come keep no signed delivery out, and are given up", async () => {
  const { port } = new URL(flow.app.url);
  const begun = "POST /webhooks/shopify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{";
  const sockets = Array.from({ length: 400 }, () => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(begun));
    return socket;
  });
  const ended = sockets.map(
    (socket) =>
      new Promise<void>((resolve) =>
        socket
          .on("data", () => undefined)
          .once("error", () => undefined)
          .once("close", () => resolve()),
      ),
  );
  await pause(300);
  const body = JSON.stringify({ id: 1 });
  const headers = {
    "X-Shopify-Topic": "orders/updated",
    "X-Shopify-Shop-Domain": flow.shop.domain,
    "X-Shopify-Webhook-Id": "between-hanging-ones",
    "X-Shopify-Hmac-Sha256": signature(body),
  };
  expect(await post(body, headers)).toBe(200);
  await Promise.all(ended);
});
