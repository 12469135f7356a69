import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createSyncWorld, type SyncWorld } from "../../sync/testing/sync-world.ts";
import { createShopifyIntake, type ShopifyIntake } from "./accept-shopify-webhook.ts";
import { verifyShopifyWebhook } from "./verify-shopify-webhook.ts";

const secret = "the app's secret";
const sign = (body: string | Uint8Array, key = secret) => createHmac("sha256", key).update(body).digest("base64");
const bytes = (text: string) => new TextEncoder().encode(text);

let world: SyncWorld;
let intake: ShopifyIntake;
const accept = (request: Request) => intake.take(request);
beforeEach(() => {
  world = createSyncWorld();
  intake = createShopifyIntake({ outside: world.outside, stores: world.stores, secret });
});

const body = '{"id":5501,"name":"Ann’s order"}';
const request = (headers: Record<string, string | null> = {}, text = body): Request => {
  const all: Record<string, string | null> = {
    "X-Shopify-Topic": "orders/updated",
    "X-Shopify-Hmac-Sha256": sign(text),
    "X-Shopify-Shop-Domain": "Acme.myshopify.com",
    "X-Shopify-Webhook-Id": "one",
    "X-Shopify-Event-Id": "event",
    "X-Shopify-Triggered-At": "2026-11-10T09:59:59.123456789Z",
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return new Request("https://tandem.example/webhooks/shopify", { method: "POST", body: text, headers: given });
};
const nothingWasKept = () => expect(world.tables.inbox).toEqual([]);

describe("[REC-1] a webhook request", () => {
  it("with a right signature is answered 200 once its delivery is kept", async () => {
    expect((await accept(request())).status).toBe(200);
    expect(world.tables.inbox).toMatchObject([
      {
        delivery: {
          source: "shopify",
          shop: "acme.myshopify.com",
          topic: "orders/updated",
          deliveryId: "one",
          eventId: "event",
          triggeredAt: "2026-11-10T09:59:59.123456789Z",
          receivedAt: world.clock.instant(),
        },
        note: { kind: "order", orderId: "5501" },
      },
    ]);
  });

  it("without the headers that may be missing is kept too", async () => {
    const answer = await accept(request({ "X-Shopify-Event-Id": null, "X-Shopify-Triggered-At": "yesterday" }));
    expect(answer.status).toBe(200);
    expect(world.tables.inbox).toMatchObject([{ delivery: { eventId: null, triggeredAt: null } }]);
  });

  it("with a body that cannot be read is kept and answered 200, so that it does not come again", async () => {
    expect((await accept(request({}, "{broken"))).status).toBe(200);
    expect(world.tables.inbox).toMatchObject([{ note: { kind: "failed", failure: "The body is not JSON." } }]);
  });

  it("of an unknown topic is kept and answered 200", async () => {
    expect((await accept(request({ "X-Shopify-Topic": "products/update" }))).status).toBe(200);
    expect(world.tables.inbox).toHaveLength(1);
  });

  it.each([
    ["wrong", sign(body, "another secret")],
    ["of another body", sign(`${body} `)],
    ["missing", null],
    ["empty", ""],
    ["cut short", sign(body).slice(0, 20)],
    ["in hexadecimal", Buffer.from(sign(body), "base64").toString("hex")],
    ["no base64", "%%%%"],
  ])("whose signature is %s is answered 401 and not kept", async (_name, signature) => {
    expect((await accept(request({ "X-Shopify-Hmac-Sha256": signature }))).status).toBe(401);
    nothingWasKept();
    expect(JSON.stringify(world.log)).not.toContain("Ann");
  });

  it.each([
    ["X-Shopify-Topic", null],
    ["X-Shopify-Topic", "a".repeat(101)],
    ["X-Shopify-Shop-Domain", null],
    ["X-Shopify-Shop-Domain", "acme.example.com"],
    ["X-Shopify-Shop-Domain", "evil.example/acme.myshopify.com"],
    ["X-Shopify-Webhook-Id", null],
  ])("whose header %s is %o is answered 400 and not kept", async (name, value) => {
    expect((await accept(request({ [name]: value }))).status).toBe(400);
    nothingWasKept();
  });

  it("by another method is answered 405", async () => {
    const answer = await accept(new Request("https://tandem.example/webhooks/shopify"));
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "POST"]);
  });

  it("beyond all measure is answered 413 and not kept, whatever length it declares", async () => {
    const long = "x".repeat(20 * 2 ** 20 + 1);
    expect((await accept(request({}, long))).status).toBe(413);
    expect((await accept(request({ "Content-Length": String(long.length) }))).status).toBe(413);
    nothingWasKept();
  });

  it("is answered 503 while the database is away, and kept when it comes again", async () => {
    vi.spyOn(world.stores.inbox, "accept").mockRejectedValueOnce(new Error("the database is away"));
    const answer = await accept(request());
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "5"]);
    expect(world.log.at(-1)?.event).toBe("webhook.not-stored");
    expect((await accept(request())).status).toBe(200);
    expect(world.tables.inbox).toHaveLength(1);
  });

  it("is answered 503 while too many are being taken, and taken again when they are done", async () => {
    let goOn = () => undefined as void;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const real = world.stores.inbox.accept.bind(world.stores.inbox);
    vi.spyOn(world.stores.inbox, "accept").mockImplementation(async (delivery, note) => {
      await held;
      return real(delivery, note);
    });
    const many = Array.from({ length: 5_000 }, (_, at) =>
      accept(request({ "X-Shopify-Webhook-Id": `d${String(at)}` })),
    );
    await new Promise((resolve) => setTimeout(resolve, 0));
    goOn();
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    const taken = statuses.filter((status) => status === 200).length;
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(world.tables.inbox).toHaveLength(taken);
    expect((await accept(request())).status).toBe(200);
  });
});

describe("what can wait", () => {
  it("goes on at once when no delivery is being taken", async () => {
    const before = performance.now();
    await intake.calm(10_000);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it("lets a delivery go first, and goes on when it is kept or patience is over", async () => {
    let goOn = () => undefined as void;
    vi.spyOn(world.stores.inbox, "accept").mockImplementation(
      () => new Promise((resolve) => (goOn = () => resolve("accepted"))),
    );
    const taking = accept(request());
    await intake.calm(20);
    let isCalm = false;
    const calming = intake.calm(60_000).then(() => (isCalm = true));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isCalm).toBe(false);
    goOn();
    expect((await taking).status).toBe(200);
    await calming;
  });
});

describe("a signature", () => {
  it("is of the exact bytes", () => {
    const raw = new Uint8Array([0xff, 0x00, 0xfe]);
    expect(verifyShopifyWebhook(raw, sign(raw), secret)).toBe(true);
    expect(verifyShopifyWebhook(new Uint8Array([0xff, 0x00, 0xfd]), sign(raw), secret)).toBe(false);
    expect(verifyShopifyWebhook(bytes("a"), sign("a", "x"), secret)).toBe(false);
    expect(verifyShopifyWebhook(bytes("a"), null, secret)).toBe(false);
  });
});
