import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { createClock } from "../kit/clock.ts";
import { complaints, dataOf, idOf, katanaUnderTest, placeOrder } from "./testing/katana-under-test.ts";
import { webhookEvents } from "./webhook-events.ts";

interface Received {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly raw: string;
  readonly action: string;
}

const payload = z.object({
  resource_type: z.string(),
  action: z.string(),
  webhook_id: z.number(),
  object: z.object({ id: z.string(), status: z.string().optional(), href: z.string().optional() }),
});

/** An address that takes webhooks and answers with the statuses it is given, then with 200. */
async function receiver(statuses: readonly number[] = []) {
  const received: Received[] = [];
  const waiting = [...statuses];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      received.push({ headers: request.headers, raw, action: payload.parse(JSON.parse(raw)).action });
      response.writeHead(waiting.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

async function listening(events: readonly string[], statuses: readonly number[] = []) {
  const clock = createClock();
  const katana = await katanaUnderTest({ clock, switches: { webhookUrls: "any" }, delivering: true });
  katana.sim.deliveries.set({ duplicate: 0 });
  const { url, received } = await receiver(statuses);
  const made = await katana.post("/webhooks", { url, subscribed_events: events, description: "test" });
  const { id, token } = z.object({ id: z.number(), token: z.string() }).parse(made.body);
  const actions = async () => {
    await katana.sim.deliveries.idle();
    return received.splice(0).map(({ action }) => action);
  };
  return { katana, clock, received, id, token, made, actions };
}

const orderEvents = webhookEvents.filter((event) => event.startsWith("sales_order."));

describe("webhook subscriptions", () => {
  it("are made with a signing token that later reads show too", async () => {
    const { katana, id, token, made } = await listening(["sales_order.created"]);
    expect(token).toMatch(/^[0-9a-f]{16}$/);
    expect(made.body).toMatchObject({ enabled: true, description: "test", subscribed_events: ["sales_order.created"] });
    expect((await katana.get(`/webhooks/${id}`)).body).toEqual(made.body);
    expect(dataOf(await katana.get("/webhooks?enabled=true"))).toEqual([made.body]);
    expect(katana.account.webhooks()).toMatchObject([{ id, token }]);
  });

  it("refuse plain http, unknown events and none at all", async () => {
    const katana = await katanaUnderTest();
    const make = (body: object) =>
      katana.post("/webhooks", { url: "https://a.example", subscribed_events: ["sales_order.created"], ...body });
    expect(complaints(await make({ url: "http://a.example" }))).toEqual(["pattern /url"]);
    expect(complaints(await make({ subscribed_events: ["sales_order.cancelled"] }))).toEqual([
      "enum /subscribed_events/0",
    ]);
    expect(complaints(await make({ subscribed_events: [] }))).toEqual(["minItems /subscribed_events"]);
    expect(webhookEvents).toHaveLength(62);
  });

  it("stop sending when disabled or deleted", async () => {
    const { katana, id, actions } = await listening(["sales_order.created"]);
    await placeOrder(katana);
    expect(await actions()).toEqual(["sales_order.created"]);
    await katana.patch(`/webhooks/${id}`, { enabled: false });
    await placeOrder(katana);
    await katana.patch(`/webhooks/${id}`, { enabled: true });
    expect((await katana.remove(`/webhooks/${id}`)).status).toBe(204);
    expect((await katana.remove(`/webhooks/${id}`)).status).toBe(404);
    await placeOrder(katana);
    expect(await actions()).toEqual([]);
  });
});

describe("webhook deliveries", () => {
  it("are thin, signed over the raw body, and without a link when the order is gone", async () => {
    const { katana, received, token, id } = await listening(["sales_order.created", "sales_order.deleted"]);
    const order = await placeOrder(katana);
    await katana.remove(`/sales_orders/${order.id}`);
    await katana.sim.deliveries.idle();
    const [created, gone] = received;
    expect(JSON.parse(created?.raw ?? "")).toEqual({
      resource_type: "sales_order",
      action: "sales_order.created",
      webhook_id: id,
      object: { id: String(order.id), status: "NOT_SHIPPED", href: `${katana.sim.url}/sales_orders/${order.id}` },
    });
    expect(JSON.parse(gone?.raw ?? "")).toEqual({
      resource_type: "sales_order",
      action: "sales_order.deleted",
      webhook_id: id,
      object: { id: String(order.id), status: "NOT_SHIPPED" },
    });
    const signature = createHmac("sha256", token)
      .update(created?.raw ?? "")
      .digest("hex");
    expect(created?.headers).toMatchObject({ "x-sha2-signature": signature, "content-type": "application/json" });
    expect(created?.headers).not.toHaveProperty("x-katana-retry-num");
  });

  it("echo changes by the API and tell of those by a person alike", async () => {
    const { katana, actions } = await listening(orderEvents);
    const { id, rowId } = await placeOrder(katana);
    await katana.patch(`/sales_orders/${id}`, { customer_ref: "1" });
    await katana.patch(`/sales_order_rows/${rowId}`, { quantity: 3 });
    expect(await actions()).toEqual(["sales_order.created", "sales_order.updated", "sales_order.updated"]);
    katana.account.editRow(rowId, { quantity: 4 });
    expect(await actions()).toEqual(["sales_order.updated"]);
  });

  it("tell of a whole order only when it is packed or delivered, beside the update", async () => {
    const { katana, actions } = await listening(orderEvents);
    const { id, rowId } = await placeOrder(katana);
    await actions();
    katana.account.deliver(id, { [rowId]: 1 });
    expect(await actions()).toEqual(["sales_order.updated"]);
    katana.account.deliver(id, { [rowId]: 1 });
    expect((await actions()).toSorted()).toEqual(["sales_order.delivered", "sales_order.updated"]);
  });

  it("tell of an approved quote", async () => {
    const { katana, actions } = await listening(["sales_order.approved"]);
    const { id } = await placeOrder(katana, { status: "PENDING" });
    await katana.patch(`/sales_orders/${id}`, { status: "NOT_SHIPPED" });
    expect(await actions()).toEqual(["sales_order.approved"]);
  });

  it("never tell of returns, customers, fees or addresses", async () => {
    const { katana, actions } = await listening(webhookEvents);
    const { id } = await placeOrder(katana);
    katana.account.deliver(id);
    await actions();
    katana.account.addCustomer({ name: "B" });
    const made = await katana.post("/sales_returns", {
      sales_order_id: id,
      return_location_id: katana.location("Main"),
    });
    await katana.patch(`/sales_returns/${idOf(made)}`, { additional_info: "x" });
    const other = await placeOrder(katana);
    await actions();
    await katana.post("/sales_order_shipping_fee", { sales_order_id: other.id, amount: "1" });
    await katana.post("/sales_order_addresses", { sales_order_id: other.id, entity_type: "billing" });
    expect(await actions()).toEqual([]);
    katana.sim.switches.feeAndAddressRaiseUpdated = true;
    await katana.post("/sales_order_addresses", { sales_order_id: other.id, entity_type: "shipping" });
    expect(await actions()).toEqual(["sales_order.updated"]);
  });

  it.each([
    [true, ["sales_order.updated"]],
    [false, []],
  ])("tell of tracking edits, as trackingEditRaisesUpdated %s says", async (trackingEditRaisesUpdated, expected) => {
    const { katana, actions } = await listening(orderEvents);
    katana.sim.switches.trackingEditRaisesUpdated = trackingEditRaisesUpdated;
    const { id } = await placeOrder(katana);
    katana.account.deliver(id);
    await actions();
    const [fulfillment] = katana.account.fulfillments();
    await katana.patch(`/sales_order_fulfillments/${fulfillment?.id}`, { tracking_number: "1Z" });
    expect(await actions()).toEqual(expected);
  });

  it("tell of manufacturing orders and items", async () => {
    const { katana, actions } = await listening(webhookEvents.filter((event) => !event.startsWith("sales_order.")));
    const product = katana.account.addProduct({ name: "Lamp", sku: "LAMP", producible: true });
    expect((await actions()).toSorted()).toEqual(["product.created", "variant.created"]);
    const { rowId } = await placeOrder(katana, {
      sales_order_rows: [{ variant_id: product.variants[0]?.id, quantity: 1 }],
    });
    const made = katana.account.makeToOrder(rowId);
    katana.account.setManufacturingStatus(made.id, "IN_PROGRESS");
    katana.account.setManufacturingStatus(made.id, "BLOCKED");
    katana.account.setManufacturingStatus(made.id, "DONE");
    const seen = await actions();
    for (const action of ["created", "in_progress", "blocked", "done"])
      expect(seen).toContain(`manufacturing_order.${action}`);
  });

  it("are tried again after 30, 120 and 900 s with their number, then given up", async () => {
    const { katana, clock, received } = await listening(["sales_order.created"], [500, 500, 500, 500]);
    await placeOrder(katana);
    await katana.sim.deliveries.idle();
    for (const [ms, count] of [
      [29_000, 1],
      [1_500, 2],
      [120_500, 3],
      [900_500, 4],
      [9_000_000, 4],
    ] as const) {
      clock.advance(ms);
      await expect.poll(() => received.length).toBe(count);
      await expect.poll(() => katana.sim.deliveries.log()[0]?.attempts.length).toBe(count);
    }
    expect(received.map(({ headers }) => headers["x-katana-retry-num"])).toEqual([undefined, "1", "2", "3"]);
    expect(katana.sim.deliveries.log()).toMatchObject([{ state: "given-up" }]);
  });

  it("come twice now and then", async () => {
    const { katana, received } = await listening(["sales_order.created"]);
    katana.sim.deliveries.set({ duplicate: 1 });
    await placeOrder(katana);
    await katana.sim.deliveries.idle();
    expect(received).toHaveLength(2);
    expect(received[0]?.raw).toBe(received[1]?.raw);
  });
});
