import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { keepKatanaWebhooks } from "../../sync/keep-katana-webhooks.ts";
import { createSyncWorld, type SyncWorld } from "../../sync/testing/sync-world.ts";
import { createSecretSeal } from "../database/sealed-secret.ts";
import { createKatanaIntake } from "./accept-katana-webhook.ts";
import { decodeKatanaHint } from "./decode-katana-hint.ts";
import { createKatanaWebhookSetup } from "./katana-webhook-setup.ts";

const path = "a-path-that-nobody-guesses";
const body = JSON.stringify({
  resource_type: "sales_order",
  action: "sales_order.delivered",
  webhook_id: 7,
  object: { id: "40001", status: "DELIVERED", href: "https://api.katanamrp.com/v1/sales_orders/40001" },
});

let world: SyncWorld;
let take: ReturnType<typeof createKatanaIntake>;
beforeEach(async () => {
  world = createSyncWorld();
  take = createKatanaIntake(world.outside, world.stores);
  await keepKatanaWebhooks(world.outside, world.stores);
});

const sign = (text: string, token = world.katana.webhooks[0]?.token ?? "") =>
  createHmac("sha256", token).update(text).digest("hex");
const request = (text = body, signature: string | null = sign(text)) =>
  new Request(`https://tandem.example/webhooks/katana/${path}`, {
    method: "POST",
    body: text,
    headers: signature === null ? {} : { "x-sha2-signature": signature },
  });
const statusOf = async (one: Request, to = path) => (await take(one, to)).status;
const nothingWasKept = () => {
  expect(world.tables.inbox).toEqual([]);
  expect(world.log.map(({ event }) => event)).not.toContain("katana-webhook.accepted");
};

describe("[FUL-3] a request of Katana's webhook", () => {
  it("with a right signature is taken, with and without the prefix that Katana's pages show", async () => {
    expect(await statusOf(request())).toBe(200);
    expect(await statusOf(request(body, `sha256=${sign(body)}`))).toBe(200);
    expect(world.log.at(-1)?.event).toBe("katana-webhook.accepted");
  });

  it.each([
    ["wrong", () => sign(body, "another token")],
    ["of another body", () => sign(`${body} `)],
    ["missing", () => null],
    ["empty", () => ""],
    ["cut short", () => sign(body).slice(0, 20)],
    ["in base64", () => Buffer.from(sign(body), "hex").toString("base64")],
  ])("whose signature is %s is answered 401, and nothing is kept", async (_what, signature) => {
    expect(await statusOf(request(body, signature()))).toBe(401);
    nothingWasKept();
  });

  it("to an address that is nobody's, or no longer, is answered 401", async () => {
    expect(await statusOf(request(), "another-path-of-nobody")).toBe(401);
    expect(await statusOf(request(), "'; DROP TABLE link; --")).toBe(401);
    world.tables.connections.clear();
    expect(await statusOf(request())).toBe(401);
    nothingWasKept();
  });

  it("whose token cannot be opened is answered 401", async () => {
    const kept = world.tables.webhooks.get("account");
    world.tables.webhooks.set("account", { ...kept!, sealedToken: "of another account" });
    expect(await statusOf(request())).toBe(401);
    nothingWasKept();
  });

  it("with a body that cannot be read is kept and answered 200, so that it does not come again", async () => {
    expect(await statusOf(request("{broken"))).toBe(200);
    expect(world.tables.inbox).toMatchObject([
      { delivery: { source: "katana" }, note: { failure: "The body is not JSON." } },
    ]);
  });

  it("by another method is answered 405, and beyond all measure 413", async () => {
    const answer = await take(new Request("https://tandem.example/webhooks/katana/x"), path);
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "POST"]);
    expect(await statusOf(request("x".repeat(64 * 2 ** 10 + 1)))).toBe(413);
    nothingWasKept();
  });

  it("is answered 503 while the database is away, and while too many are being taken", async () => {
    const called = vi.spyOn(world.stores.webhooks, "called").mockRejectedValueOnce(new Error("away"));
    expect(await statusOf(request())).toBe(503);
    const real = called.getMockImplementation() ?? (() => Promise.resolve(null));
    called.mockImplementation(async (asked) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return real(asked);
    });
    const many = await Promise.all(Array.from({ length: 500 }, () => statusOf(request())));
    expect(many.filter((status) => status === 503)).toHaveLength(400);
  });
});

describe("[FUL-3] what Katana's webhook hints at", () => {
  const hint = (value: unknown) => decodeKatanaHint(JSON.stringify(value));

  it("is a sales order, whose id may be a text or a number", () => {
    const read = { kind: "sales-order", salesOrderId: 40001, status: "DELIVERED" };
    expect(decodeKatanaHint(body)).toEqual(read);
    expect(hint({ action: "sales_order.updated", object: { id: 40001, status: "DELIVERED" } })).toEqual(read);
  });

  it.each([[{ id: 5 }], [{ id: 5, status: null }], [{ id: 5, status: 7 }]])("may be without a status: %j", (object) => {
    expect(hint({ action: "sales_order.updated", object })).toEqual({
      kind: "sales-order",
      salesOrderId: 5,
      status: null,
    });
  });

  it.each([
    [{ action: "test" }, "test"],
    [{ action: 7 }, ""],
    [{}, ""],
    [null, ""],
    [{ action: "product.updated", object: { id: 5 } }, "product.updated"],
    [{ action: "sales_order.updated" }, "sales_order.updated"],
    [{ action: "sales_order.updated", object: { id: "x" } }, "sales_order.updated"],
    [{ action: "sales_order.updated", object: { id: -5 } }, "sales_order.updated"],
  ])("is nothing in %j", (value, event) => {
    expect(hint(value)).toMatchObject({ kind: "unreadable", event });
  });
});

describe("[CON-2] a webhook's address and token", () => {
  const setup = createKatanaWebhookSetup("https://tandem.example/", createSecretSeal([Buffer.alloc(32, 1)]));

  it("cannot be guessed, and each is another", () => {
    expect(setup.newPath()).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(setup.newPath()).not.toBe(setup.newPath());
    expect(setup.urlOf("path")).toBe("https://tandem.example/webhooks/katana/path");
  });

  it("opens for its own account only", () => {
    const sealed = setup.sealToken("token", "account");
    expect(sealed).not.toContain("token");
    expect(setup.openToken(sealed, "account")).toBe("token");
    expect(setup.openToken(sealed, "another")).toBeNull();
  });
});
