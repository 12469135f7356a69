import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { KatanaWebhookId } from "../domain/ids.ts";
import { salesOrderId, shopDomain } from "../domain/testing/ids.ts";
import { connectKatana, disconnectKatana } from "./connect-katana.ts";
import { hearKatana, type KatanaHint } from "./hear-katana.ts";
import { keepKatanaWebhooks, removeKatanaWebhook } from "./keep-katana-webhooks.ts";
import { pollKatana } from "./poll-katana.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const url = "https://tandem.example/webhooks/katana/a-path-that-nobody-guesses";
const keep = () => keepKatanaWebhooks(world.outside, world.stores);
const kept = () => world.tables.webhooks.get("account");
const inKatana = () => world.katana.webhooks;
const events = () => world.log.map(({ event }) => event).filter((event) => event.startsWith("katana-webhook"));
/** An hour later. */
const nextCheck = async () => {
  world.clock.advance(3_600_000);
  world.katana.calls.splice(0);
  await keep();
};
const change = (fields: Partial<(typeof world.katana.webhooks)[number]>) =>
  world.katana.webhooks.splice(0, 1, { ...world.katana.webhooks[0]!, ...fields });
const away: CallFailure = { kind: "unavailable", side: "katana", words: "away" };

describe("[FUL-3] the webhook of a Katana account", () => {
  it("is registered once, and its token is kept sealed and never logged", async () => {
    await keep();
    await keep();
    expect(inKatana()).toMatchObject([{ url, isAsItShould: true }]);
    const [{ id, token } = { id: 0, token: "" }] = inKatana();
    expect(kept()).toMatchObject({ webhookId: id, sealedToken: `account: ${token}`, refused: null });
    expect(world.katana.calls).toEqual(["listWebhooks", "createWebhook"]);
    expect(events()).toEqual(["katana-webhook.registered"]);
    expect(JSON.stringify(world.log)).not.toContain(token);
  });

  it("is looked after once an hour with one request, and left alone while it is as it should be", async () => {
    await keep();
    await nextCheck();
    expect(world.katana.calls).toEqual(["listWebhooks"]);
  });

  it("is registered anew when it is gone", async () => {
    await keep();
    inKatana().splice(0);
    await nextCheck();
    expect(inKatana()).toMatchObject([{ url }]);
    expect(kept()?.webhookId).toBe(inKatana()[0]?.id);
  });

  it.each([
    ["is disabled or asks for something else", { isAsItShould: false }],
    ["points elsewhere", { url: "https://elsewhere.example" }],
  ])("is repaired when it %s", async (_what, fields) => {
    await keep();
    change(fields);
    await nextCheck();
    expect(world.katana.calls).toEqual(["listWebhooks", "repairWebhook"]);
    expect(inKatana()).toMatchObject([{ url, isAsItShould: true, id: kept()?.webhookId }]);
    change(fields);
    world.katana.trouble("repairWebhook", { failure: away });
    await nextCheck();
    expect(kept()?.checkAt).toBe(world.clock.instant(60_000));
  });

  it("is sealed anew when Katana gave it another token", async () => {
    await keep();
    change({ token: "another" });
    await nextCheck();
    expect(kept()?.sealedToken).toBe("account: another");
  });

  it("is found again after a call without an answer, and others' are left alone", async () => {
    const foreign = { id: 1 as KatanaWebhookId, url: "https://else.example", token: "t", isAsItShould: false };
    inKatana().push(foreign);
    world.katana.trouble("createWebhook", {
      failure: { kind: "unknown-outcome", side: "katana", words: "no answer" },
      takesEffect: true,
    });
    await keep();
    expect(kept()).toMatchObject({ webhookId: null, checkAt: world.clock.instant(60_000) });
    world.clock.advance(60_000);
    await keep();
    expect(inKatana()).toMatchObject([foreign, { url, id: kept()?.webhookId }]);
  });

  it("is one only, whatever calls without an answer have made", async () => {
    await keep();
    const twin = { id: 99 as KatanaWebhookId, url, token: "twin", isAsItShould: true };
    inKatana().unshift(twin);
    world.katana.trouble("deleteWebhook", { failure: away });
    await nextCheck();
    expect(inKatana()).toHaveLength(2);
    world.clock.advance(60_000);
    await keep();
    expect(inKatana()).toMatchObject([{ id: kept()?.webhookId }]);
    expect(inKatana()).not.toContain(twin);
  });

  it("is refused for an address that is not https: Tandem goes on polling and tries again later", async () => {
    world.appUrl = "http://tandem.example";
    await keep();
    expect(kept()).toMatchObject({ webhookId: null, refused: "url must be https" });
    expect(kept()?.checkAt).toBe(world.clock.instant(3_600_000));
    world.appUrl = "https://tandem.example";
    await nextCheck();
    expect(kept()).toMatchObject({ refused: null });
    expect(inKatana()).toHaveLength(1);
  });

  it("waits while Katana does not answer, refuses the key, or the shop has no way in", async () => {
    world.katana.trouble("listWebhooks", { failure: away });
    await keep();
    expect(kept()?.checkAt).toBe(world.clock.instant(60_000));
    world.clock.advance(60_000);
    world.katana.trouble("listWebhooks", { failure: { kind: "unauthorized", side: "katana", words: "no" } });
    await keep();
    expect(kept()?.checkAt).toBe(world.clock.instant(3_600_000));
    world.clock.advance(3_600_000);
    await keepKatanaWebhooks({ ...world.outside, katana: () => Promise.resolve(null) }, world.stores);
    expect(kept()?.checkAt).toBe(world.clock.instant(60_000));
    expect(inKatana()).toEqual([]);
  });
});

describe("[CON-5] [CON-7] the webhook of a Katana account", () => {
  beforeEach(keep);
  const other = shopDomain("other.myshopify.com");

  it("is removed when its last shop disconnects", async () => {
    await disconnectKatana(world.outside, world.stores, acme);
    expect(inKatana()).toEqual([]);
    expect(kept()).toMatchObject({ path: null, webhookId: null, sealedToken: null });
    expect(events()).toContain("katana-webhook.removed");
  });

  it("is removed when its last shop uninstalls", async () => {
    const at = world.clock.instant();
    const delivery = { shop: acme, topic: "app/uninstalled", deliveryId: "one", receivedAt: at, triggeredAt: at };
    await receiveWebhook(
      world.outside,
      world.stores,
      { source: "shopify", eventId: null, ...delivery },
      { kind: "uninstalled" },
    );
    expect(inKatana()).toEqual([]);
    expect(world.tables.connections.size).toBe(0);
  });

  it("stays while another shop is connected to the account", async () => {
    world.tables.connections.set(other, world.tables.connections.get(acme)!);
    await disconnectKatana(world.outside, world.stores, acme);
    expect(inKatana()).toHaveLength(1);
  });

  it("is left behind, and known again, when Katana does not answer", async () => {
    world.katana.trouble("deleteWebhook", { failure: away });
    await disconnectKatana(world.outside, world.stores, acme);
    expect(world.tables.connections.size).toBe(0);
    expect(events()).toContain("katana-webhook.left-behind");
    expect(kept()?.webhookId).toBe(inKatana()[0]?.id);
    await removeKatanaWebhook({ ...world.outside, katana: () => Promise.resolve(null) }, world.stores, acme);
    expect(inKatana()).toHaveLength(1);
  });

  it("is left behind when no way in is left", async () => {
    await removeKatanaWebhook({ ...world.outside, katana: () => Promise.resolve(null) }, world.stores, acme);
    expect(inKatana()).toHaveLength(1);
    expect(events()).toContain("katana-webhook.left-behind");
  });

  it("is removed before another key may lead to another account, and registered at once for that one", async () => {
    const connect = (key: string) => connectKatana(world.outside, world.stores, { shop: acme, key });
    await connect("another key");
    expect(inKatana()).toEqual([]);
    await keep();
    expect(inKatana()).toHaveLength(1);
    world.katana.calls.splice(0);
    await connect("another key");
    expect(world.katana.calls).not.toContain("deleteWebhook");
  });
});

describe("[FUL-3] a call of Katana's webhook", () => {
  const hear = async (hint: KatanaHint, digest = "digest") => {
    const called = await world.stores.webhooks.called("a-path-that-nobody-guesses");
    await hearKatana(world.outside, world.stores, called!, { hint, digest });
  };
  const about = (status: string | null, id = linked()): KatanaHint => ({
    kind: "sales-order",
    salesOrderId: id,
    status,
  });
  const linked = () => [...world.tables.links.values()][0]?.salesOrderId ?? salesOrderId(0);
  const poll = () => world.tables.polls.get("account");
  beforeEach(async () => {
    await keep();
    await world.look();
    await pollKatana(world.outside, world.stores);
    world.clock.advance(10_000);
  });

  it("brings the account's next look forward", async () => {
    await hear(about("DELIVERED"));
    expect(poll()?.nextAt).toBe(world.clock.instant());
    expect(world.katana.calls.filter((call) => call !== "listMovedFulfillments")).not.toContain("loadFulfillments");
  });

  it("does so less and less while the looks show nothing new", async () => {
    const waits: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      await hear(about("DELIVERED"));
      await pollKatana(world.outside, world.stores);
      await hear(about("DELIVERED"));
      waits.push(Date.parse(poll()?.nextAt ?? "") - world.clock.now());
      world.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([3_000, 6_000, 12_000, 12_000]);
  });

  it.each([
    ["of which nothing has gone", () => about("NOT_SHIPPED")],
    ["that belongs to no order", () => about("DELIVERED", salesOrderId(1))],
  ])("about a sales order %s changes nothing", async (_what, hint) => {
    const before = poll();
    await hear(hint());
    expect(poll()).toEqual(before);
    expect(world.tables.inbox).toEqual([]);
  });

  it("that echoes a fulfillment of Tandem's own changes nothing", async () => {
    const [attempt] = world.tables.attempts;
    const sentAt = world.clock.instant(-9_000);
    world.tables.attempts.push({ ...attempt!, ...theOrder, step: "create-sales-order-fulfillment", sentAt });
    const before = poll();
    await hear(about("DELIVERED"));
    expect(poll()).toEqual(before);
    world.clock.advance(2_000);
    await hear(about("DELIVERED"));
    expect(poll()?.nextAt).toBe(world.clock.instant());
  });

  it("that cannot be read is kept as such, once", async () => {
    const unreadable: KatanaHint = { kind: "unreadable", event: "", why: "The body is not JSON." };
    await hear(unreadable);
    await hear(unreadable);
    expect(world.tables.inbox).toMatchObject([
      { delivery: { source: "katana", shop: acme, deliveryId: "digest" }, note: { failure: "The body is not JSON." } },
    ]);
  });
});
