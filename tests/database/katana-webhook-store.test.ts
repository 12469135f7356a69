import { beforeEach, describe, expect, it } from "vitest";
import { defaultSettings } from "../../app/domain/settings.ts";
import { salesOrderId } from "../../app/domain/testing/ids.ts";
import type { KatanaWebhookId } from "../../app/domain/ids.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aLink, anAttempt, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();
const details = { name: "Acme", currency: "EUR", timezone: "Europe/Tallinn", grantedScopes: ["read_orders"] };
const connection = { accountName: "Acme", baseCurrency: "EUR", sealedKey: "sealed", fingerprint: "fingerprint" };
const id = 7 as KatanaWebhookId;

describe.each(databases)("Katana's webhooks on $kind", ({ database, clock, stores, clear }) => {
  const { orders, attempts, polls, webhooks, shops, connections } = stores;
  beforeEach(clear);

  const active = async (shop = acme) => {
    await shops.recordInstall(shop, clock.instant(), details);
    const at = clock.instant();
    await shops.saveActivation(shop, { firstActivatedAt: at, activatedAt: at, pausedAt: null }, at);
    await connections.save(shop, connection, at);
    await polls.due(at);
    return (await connections.find(shop))?.accountId ?? "";
  };
  const registered = async () => {
    const accountId = await active();
    await webhooks.keepPath(accountId, "path");
    await webhooks.keep(accountId, { id, sealedToken: "sealed" }, clock.instant(1_000));
    return accountId;
  };

  it("[FUL-3] one of an account is looked after, once for all its shops, and not with the setting off", async () => {
    expect(await webhooks.due(clock.instant())).toEqual([]);
    const accountId = await active();
    await active(other);
    const record = { accountId, shop: acme, path: null, webhookId: null };
    expect(await webhooks.due(clock.instant())).toEqual([record]);
    for (const shop of [acme, other])
      await shops.saveSettings(shop, { ...defaultSettings, syncFulfillment: false }, clock.instant());
    expect(await webhooks.due(clock.instant())).toEqual([]);
  });

  it("[STO-1] one is looked after through a shop that Katana answers", async () => {
    const accountId = await active();
    await active(other);
    await database.prisma.katanaConnection.update({
      where: { shop: acme },
      data: { unreachableSince: clock.instant() },
    });
    expect(await webhooks.due(clock.instant())).toMatchObject([{ accountId, shop: other }]);
    await connections.recordRefusal(other, "Unauthorized", clock.instant());
    expect(await webhooks.due(clock.instant())).toMatchObject([{ accountId, shop: acme }]);
  });

  it("[FUL-3] one is known again by its path and its id, and looked after when it is time", async () => {
    const accountId = await registered();
    expect(await webhooks.due(clock.instant(999))).toEqual([]);
    expect(await webhooks.due(clock.instant(1_000))).toEqual([{ accountId, shop: acme, path: "path", webhookId: id }]);
    await webhooks.checkAgain(accountId, clock.instant(2_000));
    expect(await webhooks.due(clock.instant(1_999))).toEqual([]);
    const called = { accountId, shop: acme, sealedToken: "sealed", hintsInVain: 0 };
    expect(await webhooks.called("path")).toEqual(called);
    expect(await webhooks.called("another")).toBeNull();
  });

  it("[FUL-3] one that Katana refuses is told with Katana's words until it is registered", async () => {
    const accountId = await active();
    expect(await webhooks.standing(accountId)).toEqual({ registered: false, refused: null });
    await webhooks.refuse(accountId, "https only", clock.instant(1_000));
    expect(await webhooks.standing(accountId)).toEqual({ registered: false, refused: "https only" });
    await webhooks.keep(accountId, { id, sealedToken: "sealed" }, clock.instant(1_000));
    expect(await webhooks.standing(accountId)).toEqual({ registered: true, refused: null });
    expect(await webhooks.standing("nobody")).toEqual({ registered: false, refused: null });
  });

  it("[CON-7] one goes with the last shop of its account, and is nobody's without a shop", async () => {
    expect(await webhooks.onlyOf(acme)).toBeNull();
    const accountId = await registered();
    await active(other);
    expect(await webhooks.onlyOf(acme)).toBeNull();
    await connections.remove(other);
    expect(await webhooks.onlyOf(acme)).toEqual({ accountId, webhookId: id });
    await connections.remove(acme);
    expect(await webhooks.called("path")).toBeNull();
    await webhooks.forget(accountId, clock.instant());
    expect(await database.prisma.katanaPoll.findFirst()).toMatchObject({
      hookPath: null,
      hookId: null,
      hookToken: null,
    });
  });

  it("[CON-7] nothing of one is left when all is deleted that is kept for the last shop", async () => {
    await registered();
    await shops.recordUninstall(acme, clock.instant());
    await shops.forget(acme);
    expect(await database.prisma.katanaPoll.count()).toBe(0);
  });

  it("[FUL-3] a call concerns sales orders of Tandem's, and is no echo of a fulfillment that it just sent", async () => {
    const accountId = await registered();
    await orders.want(keyOf(), 10);
    const claim = await orders.claim(keyOf(), "ann", 40_000);
    const attemptId = await attempts.begin(keyOf(), anAttempt());
    await orders.link(claim!, aLink(attemptId, { accountId }), clock.instant());
    const concerns = (account = accountId, salesOrder = 40001, echoFrom = clock.instant()) =>
      webhooks.concerns(account, salesOrderId(salesOrder), echoFrom);
    expect(await concerns()).toBe(true);
    expect(await concerns(accountId, 1)).toBe(false);
    expect(await concerns("another account")).toBe(false);
    const sent = { ...anAttempt(), step: "create-sales-order-fulfillment", sentAt: clock.instant() } as const;
    await attempts.begin(keyOf(), sent);
    expect(await concerns()).toBe(false);
    expect(await concerns(accountId, 40001, clock.instant(1))).toBe(true);
    await shops.saveSettings(acme, { ...defaultSettings, syncFulfillment: false }, clock.instant());
    expect(await concerns(accountId, 40001, clock.instant(1))).toBe(false);
  });
});
