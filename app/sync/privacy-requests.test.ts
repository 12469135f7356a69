import { beforeEach, describe, expect, it } from "vitest";
import { shopDomain } from "../domain/testing/ids.ts";
import { createPages } from "./pages.ts";
import { settlePrivacyRequest } from "./privacy-requests.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";
import type { Pages } from "./use-cases.ts";

let world: SyncWorld;
let pages: Pages;
beforeEach(() => {
  world = createSyncWorld();
  pages = createPages(world.outside, world.stores, { katanaWebUrl: "https://factory.example" });
});

const ask = (kind: "customers/data_request" | "customers/redact" = "customers/data_request") =>
  world.stores.privacy.record(acme, { kind, customerId: "7001", orderIds: [theOrder.orderId] }, world.clock.instant());
const settle = (requestId: string, shop = acme) =>
  settlePrivacyRequest(world.outside, world.stores, { shop, requestId });
const other = shopDomain("other.myshopify.com");

describe("[CON-7] a customer's request for their data", () => {
  it("is shown, newest first, to its own shop only", async () => {
    await ask();
    await ask("customers/redact");
    expect((await pages.privacy(acme)).requests).toMatchObject([
      { kind: "erasure", customerId: "7001" },
      { kind: "data", customerId: "7001", orderCount: 1, settledAt: null, receivedAt: world.clock.instant() },
    ]);
    expect((await pages.privacy(other)).requests).toEqual([]);
  });

  it("is answered with all that is kept about its orders, and nobody's name", async () => {
    await world.look();
    await ask();
    const answer = await pages.privacyAnswer(acme, "0");
    expect(answer).toMatchObject({
      shop: acme,
      shopifyCustomerId: "7001",
      unknownOrderIds: [],
      orders: [
        {
          shopifyOrderId: theOrder.orderId,
          orderNumber: "#1001",
          status: "In step",
          why: ["Katana has it as sales order #1001."],
          salesOrder: { number: "#1001" },
        },
      ],
    });
    expect(answer?.orders[0]?.history.length).toBeGreaterThan(0);
    expect(answer?.orders[0]?.lastLook?.lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toMatch(/Ann|Lee|@|High Street/);
  });

  it("says of which orders nothing is kept", async () => {
    await ask();
    expect(await pages.privacyAnswer(acme, "0")).toMatchObject({ orders: [], unknownOrderIds: [theOrder.orderId] });
  });

  it("has no answer for another shop, an unknown request or one to erase", async () => {
    await ask("customers/redact");
    await ask();
    expect(await pages.privacyAnswer(other, "1")).toBeNull();
    expect(await pages.privacyAnswer(acme, "9")).toBeNull();
    expect(await pages.privacyAnswer(acme, "0")).toBeNull();
  });

  it("is marked as answered once", async () => {
    await ask();
    expect(await settle("0", other)).toMatchObject({ ok: false });
    expect(await settle("0")).toEqual({ ok: true });
    expect((await pages.privacy(acme)).requests[0]?.settledAt).not.toBeNull();
    expect(await settle("0")).toMatchObject({ ok: false, words: expect.stringContaining("not open") });
  });

  it("stands on Home until it is answered", async () => {
    await ask();
    const alertsOf = async () => (await pages.home(acme)).alerts;
    expect(await alertsOf()).toEqual([{ kind: "data-requests-open", count: 1 }]);
    await settle("0");
    expect(await alertsOf()).toEqual([]);
  });
});
