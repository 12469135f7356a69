import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { dollarShop, euroShop } from "../../simulators/seed.ts";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { createMerchant } from "../support/merchant.ts";
import { until } from "../support/until.ts";

let flow: Flow;

beforeAll(async () => {
  // Nothing here waits for the poll.
  flow = await startFlow({
    env: { KATANA_POLL_SECONDS: "3600" },
    katanaSwitches: { webhookUrls: "any" },
    shops: [euroShop, dollarShop],
  });
  await registered();
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const registered = () =>
  until(
    () => {
      const [webhook, ...others] = live();
      return webhook && others.length === 0 && webhook.enabled ? webhook : null;
    },
    { what: "the webhook's registration" },
  );

const live = () => flow.account.webhooks();

const imported = async (quantity = 2) => {
  const order = flow.place({ lines: [{ variantId: flow.variantId("MUG-CER"), quantity }] });
  const salesOrder = await flow.imported(order);
  await flow.stands(order, "in-step");
  return { order, salesOrder, row: salesOrder.sales_order_rows[0]?.id ?? 0 };
};

const fulfilled = (order: OrderView, count = 1) =>
  until(() => flow.shop.order(order.id).fulfillments.length === count, { what: "the fulfillment in Shopify" });

const polls = () => flow.katana.requests().filter(({ query }) => query.includes("updated_at_min")).length;

const heard = () => flow.app.logs().filter(({ msg }) => msg === "katana-webhook.accepted");

const call = async (url: string, body: string, token: string): Promise<number> => {
  const signature = createHmac("sha256", token).update(body).digest("hex");
  const answer = await fetch(url, { method: "POST", body, headers: { "x-sha2-signature": signature } });
  return answer.status;
};

it("[FUL-3] [FUL-4] goods packed or delivered in Katana go out in Shopify long before the poll", async () => {
  const { order, salesOrder, row } = await imported(3);
  flow.account.pack(salesOrder.id, { [row]: 1 });
  await fulfilled(order);
  flow.account.deliver(salesOrder.id);
  await fulfilled(order, 2);
  expect(flow.shop.order(order.id).fulfillmentStatus).toBe("FULFILLED");
  expect(await flow.merchant.open("/app/settings/connection")).toContain("Katana tells of them at once");
});

it("[FUL-9] the echo of what Tandem sent itself asks Katana nothing", async () => {
  const { order, salesOrder } = await imported();
  const [before, asked] = [heard().length, polls()];
  flow.shop.fulfil(order.id);
  await until(() => flow.account.salesOrder(salesOrder.id)?.status === "DELIVERED", { what: "the delivery" });
  await until(() => heard().length >= before + 2, { what: "the echo" });
  await flow.katana.deliveries.idle();
  expect(heard().slice(before)).not.toContainEqual(expect.objectContaining({ hastens: true }));
  expect(polls()).toBe(asked);
});

it("[FUL-3] [CON-5] one webhook serves all shops of the account, and stays while one is connected", async () => {
  const second = flow.shopify.shops().find(({ domain }) => domain === dollarShop.shop.domain);
  if (!second) throw new Error("There is no second shop");
  const merchant = createMerchant(flow, second);
  await merchant.setUp();
  const [variant] = second.products()[0]?.variants ?? [];
  const order = second.placeOrder({ lines: [{ variantId: variant?.id ?? "", quantity: 1 }] });
  const salesOrder = await until(
    () => flow.account.salesOrders().find(({ ecommerce_order_id }) => ecommerce_order_id === order.legacyId),
    { what: "the second shop's import" },
  );
  const { id } = await registered();
  flow.account.deliver(salesOrder.id);
  await until(() => second.order(order.id).fulfillments.length === 1, { what: "the fulfillment in the second shop" });
  expect(await merchant.submit("/app/settings/connection", { intent: "disconnect" })).toBe(200);
  expect(live().map((webhook) => webhook.id)).toEqual([id]);
});

it("[FUL-3] a webhook that somebody disabled in Katana is repaired when it is looked after", async () => {
  const { id } = await registered();
  await fetch(`${flow.katana.url}/webhooks/${String(id)}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${flow.account.keys()[0] ?? ""}`, "content-type": "application/json" },
    body: JSON.stringify({ enabled: false }),
  });
  expect(live()[0]?.enabled).toBe(false);
  await flow.rows("UPDATE katana_poll SET hook_check_at = NULL");
  expect((await registered()).id).toBe(id);
});

it("[CON-5] [CON-7] the webhook goes with the account's last shop, and comes back with it at another address", async () => {
  const before = await registered();
  expect(await flow.merchant.submit("/app/settings/connection", { intent: "disconnect" })).toBe(200);
  expect(live()).toEqual([]);
  expect(await call(before.url, "{}", before.token)).toBe(401);
  await flow.merchant.connect(flow.account.keys()[0] ?? "");
  await flow.merchant.activate();
  const after = await registered();
  expect(after.url).not.toBe(before.url);
  const { order, salesOrder } = await imported();
  flow.account.deliver(salesOrder.id);
  await fulfilled(order);
});

it("[FUL-3] a call that is not signed right is refused and kept nowhere; one that cannot be read is kept as such", async () => {
  const { url, token } = await registered();
  const body = JSON.stringify({ action: "sales_order.delivered", object: { id: "1", status: "DELIVERED" } });
  expect(await call(url, body, "another token")).toBe(401);
  expect(await call(url.replace(/[^/]+$/, "an-address-that-is-nobodys"), body, token)).toBe(401);
  expect((await fetch(url, { method: "POST", body })).status).toBe(401);
  expect(await flow.rows("SELECT * FROM inbox_entry WHERE source = 'katana'")).toEqual([]);
  expect(await call(url, "{broken", token)).toBe(200);
  expect(await flow.rows("SELECT shop, failure FROM inbox_entry WHERE source = 'katana'")).toEqual([
    { shop: flow.shop.domain, failure: "The body is not JSON." },
  ]);
  expect(await flow.everything()).not.toContain(token);
  expect(flow.allLogs()).not.toContain(token);
});

it("[CON-7] the webhook goes when the account's last shop uninstalls", async () => {
  flow.shop.installation.uninstall();
  await until(() => live().length === 0, { what: "the removal" });
  expect(flow.app.logs().map(({ msg }) => msg)).toContain("katana-webhook.removed");
});
