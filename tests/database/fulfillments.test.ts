import { beforeEach, describe, expect, it } from "vitest";
import { noFulfillments } from "../../app/domain/fulfillment-pair.ts";
import { noReturns } from "../../app/domain/sales-return.ts";
import { defaultSettings } from "../../app/domain/settings.ts";
import { salesOrderId } from "../../app/domain/testing/ids.ts";
import { LeaseLost } from "../../app/sync/run-lease.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aLink, aRecord, anAttempt, keyOf, other } from "./support/records.ts";

const databases = await eachDatabase();
const details = { name: "Acme", currency: "EUR", timezone: "Europe/Tallinn", grantedScopes: ["read_orders"] };
const connection = { accountName: "Acme", baseCurrency: "EUR", sealedKey: "sealed", fingerprint: "fingerprint" };
const noneMoved = { fulfillments: [], returns: [] };
const kept = { ...noFulfillments, waiting: true };

describe.each(databases)("fulfillments on $kind", ({ database, queue, clock, stores, clear }) => {
  const { orders, attempts, polls, shops, connections } = stores;
  beforeEach(clear);

  const claimed = async () => {
    await orders.want(keyOf(), 10);
    const claim = await orders.claim(keyOf(), "ann", 40_000);
    if (!claim) throw new Error("No claim");
    return claim;
  };
  const linked = async (accountId = "account") => {
    const claim = await claimed();
    const attemptId = await attempts.begin(keyOf(), anAttempt());
    await orders.link(claim, aLink(attemptId, { accountId }), clock.instant());
    return claim;
  };
  const link = async () => {
    const found = await orders.linkOf(keyOf());
    if (!found) throw new Error("No link");
    return found;
  };
  const active = async (shop = acme) => {
    await shops.recordInstall(shop, clock.instant(), details);
    const at = clock.instant();
    await shops.saveActivation(shop, { firstActivatedAt: at, activatedAt: at, pausedAt: null }, at);
    await connections.save(shop, connection, at);
    return (await connections.find(shop))?.accountId ?? "";
  };
  const due = async () => {
    const [poll] = await polls.due(clock.instant());
    if (!poll) throw new Error("No poll is due");
    return poll;
  };

  it("[FUL-9] keeps what belongs together with the link, and a sales order of its own begins with nothing", async () => {
    const claim = await linked();
    expect(await link()).toMatchObject({ fulfillments: noFulfillments, fulfillmentsMovedAt: null, carryOverAt: null });
    expect((await link()).cameOverAt).toBe(clock.instant());
    await orders.saveFulfillments(claim, kept, null);
    expect((await link()).fulfillments).toEqual(kept);
    clock.advance(1_000);
    const attemptId = await attempts.begin(keyOf(), anAttempt());
    await orders.link(claim, aLink(attemptId, { salesOrderId: salesOrderId(2) }), clock.instant());
    expect(await link()).toMatchObject({ fulfillments: noFulfillments, cameOverAt: clock.instant() });
  });

  it("[FUL-3] what has gone of a sales order that was found is looked at, of one that was just made it is not", async () => {
    const claim = await linked();
    expect((await link()).fulfillmentsMovedAt).toBeNull();
    const attemptId = await attempts.begin(keyOf(), anAttempt());
    await orders.link(claim, aLink(attemptId, { found: true }), clock.instant());
    expect((await link()).fulfillmentsMovedAt).toBe(clock.instant());
    await orders.saveFulfillments(claim, kept, clock.instant());
    expect((await link()).fulfillmentsMovedAt).toBeNull();
  });

  it("[FUL-1] keeps what was carried over, its attempt and its entry in the timeline together", async () => {
    const claim = await linked();
    const attemptId = await attempts.begin(keyOf(), anAttempt({ step: "create-sales-order-fulfillment" }));
    const note = { kind: "fulfillment-delivered", cause: "order", details: { fulfillment: "#1001-F1" } } as const;
    await orders.keepFulfillment(claim, { kept, attemptId, resultId: 7, note }, clock.instant());
    expect((await link()).fulfillments).toEqual(kept);
    expect((await attempts.of(keyOf())).find(({ id }) => id === attemptId)).toMatchObject({
      outcome: "made",
      resultId: 7,
    });
    expect(await database.prisma.timelineEntry.count({ where: { kind: note.kind } })).toBe(1);
  });

  it("[FUL-7] [FUL-12] keeps what a look says of fulfillments beside what the import said, until it is over", async () => {
    const ofImport = { kind: "sku-differs-in-case", sku: "CHAIR", other: "chair" } as const;
    const claim = await linked();
    await orders.finish(claim, aRecord({ notices: [ofImport] }), clock.instant());
    const noticesAfter = async (notices: Parameters<typeof aRecord>[0]) => {
      await orders.finish(await claimed(), aRecord(notices), clock.instant());
      return (await stores.pages.find(keyOf()))?.notices;
    };
    const pickup = { kind: "pickup-to-be-marked" } as const;
    expect(await noticesAfter({ notices: [pickup] })).toEqual([ofImport, pickup]);
    expect(await noticesAfter({ notices: [pickup] })).toEqual([ofImport, pickup]);
    expect(await noticesAfter({ notices: [] })).toEqual([ofImport]);
  });

  it("[FUL-12] keeps since when fulfillments travel again", async () => {
    await active();
    expect((await shops.find(acme))?.fulfillmentSyncedSince).toBeNull();
    await shops.saveSettings(acme, { ...defaultSettings, syncFulfillment: false }, clock.instant());
    await shops.saveSettings(acme, defaultSettings, clock.instant(5_000));
    expect((await shops.find(acme))?.fulfillmentSyncedSince).toBe(clock.instant(5_000));
    await shops.saveSettings(acme, { ...defaultSettings, bringReturns: true }, clock.instant(9_000));
    expect((await shops.find(acme))?.fulfillmentSyncedSince).toBe(clock.instant(5_000));
  });

  it("[FUL-12] keeps that a person wants what stayed where it was made to be carried over", async () => {
    const claim = await linked();
    await orders.finish(claim, aRecord(), clock.instant());
    expect(await stores.requests.carryOver([keyOf()], "7", clock.instant(1_000))).toEqual([keyOf()]);
    expect((await link()).carryOverAt).toBe(clock.instant(1_000));
    expect(await database.prisma.timelineEntry.count({ where: { kind: "carry-over-asked" } })).toBe(1);
    expect((await orders.claim(keyOf(), "bob", 1_000))?.fresh).toBe(true);
  });

  describe("[FUL-3] the poll of an account", () => {
    const times = () => ({ beganAt: clock.instant(), nextAt: clock.instant(60_000), againAt: clock.instant(3_000) });

    it("is due from the beginning, once for all its shops, and not with the setting off", async () => {
      expect(await polls.due(clock.instant())).toEqual([]);
      const accountId = await active();
      await active(other);
      expect(await polls.due(clock.instant())).toMatchObject([
        { accountId, shop: acme, knownTill: clock.instant(), seen: {} },
      ]);
      await shops.saveSettings(acme, { ...defaultSettings, syncFulfillment: false }, clock.instant());
      expect(await polls.due(clock.instant())).toMatchObject([{ accountId, shop: other }]);
      await shops.saveSettings(other, { ...defaultSettings, syncFulfillment: false }, clock.instant());
      expect(await polls.due(clock.instant())).toEqual([]);
      expect(await polls.linked(accountId, [salesOrderId(40001)])).toEqual([]);
    });

    it("[STO-1] goes through a shop that Katana answers, so that the refused key of one stops no other", async () => {
      await active();
      await active(other);
      await connections.recordRefusal(acme, "Unauthorized", clock.instant());
      expect(await due()).toMatchObject({ shop: other });
    });

    it("[RET-4] is due for returns alone, too, and has the orders looked at whose returns moved", async () => {
      const accountId = await active();
      const claim = await linked(accountId);
      await orders.finish(claim, aRecord({ returns: { returns: noReturns, movedAt: null } }), clock.instant());
      expect(await due()).toMatchObject({ travelling: { fulfillments: true, returns: false } });
      expect(await polls.linked(accountId, [salesOrderId(40001)])).toMatchObject([{ returns: null }]);
      const onlyReturns = { ...defaultSettings, syncFulfillment: false, bringReturns: true };
      await shops.saveSettings(acme, onlyReturns, clock.instant());
      const poll = await due();
      expect(poll.travelling).toEqual({ fulfillments: false, returns: true });
      const returns = await polls.linked(accountId, [salesOrderId(40001)]);
      expect(returns).toEqual([{ ...keyOf(), salesOrderId: 40001, fulfillments: null, returns: noReturns }]);
      queue.woken.splice(0);
      await polls.keep(poll, times(), { fulfillments: [], returns });
      expect(await link()).toMatchObject({ returnsMovedAt: clock.instant(), fulfillmentsMovedAt: null });
      expect(queue.woken).toHaveLength(1);
    });

    it("has the orders looked at that moved, in one transaction with how far it came", async () => {
      const accountId = await active();
      const claim = await linked(accountId);
      await orders.finish(claim, aRecord(), clock.instant());
      const poll = await due();
      const found = await polls.linked(accountId, [salesOrderId(40001), salesOrderId(1)]);
      expect(found).toEqual([{ ...keyOf(), salesOrderId: 40001, fulfillments: noFulfillments, returns: null }]);
      queue.woken.splice(0);
      clock.advance(1_000);
      const seen = { "fulfillment:1": "packed" };
      await polls.keep({ ...poll, seen }, times(), { fulfillments: found, returns: [] });
      expect((await link()).fulfillmentsMovedAt).toBe(clock.instant());
      expect(queue.woken).toHaveLength(1);
      expect(await polls.due(clock.instant(59_000))).toEqual([]);
      expect(await polls.due(clock.instant(60_000))).toMatchObject([{ seen, attempts: 0 }]);
      const held = await orders.claim(keyOf(), "bob", 40_000);
      if (!held) throw new Error("No claim");
      await orders.saveFulfillments(held, kept, clock.instant(-1));
      expect((await link()).fulfillmentsMovedAt).toBe(clock.instant());
      await orders.saveFulfillments(held, kept, clock.instant());
      expect((await link()).fulfillmentsMovedAt).toBeNull();
      expect((await link()).fulfillments).toEqual(kept);
      await expect(orders.saveFulfillments(claim, kept, null)).rejects.toThrow(LeaseLost);
    });

    it("comes later after a failure, which no webhook shortens", async () => {
      const accountId = await active();
      await due();
      await polls.postpone(accountId, clock.instant(5_000));
      await polls.hasten(accountId, clock.instant(100), 1_500);
      expect(await polls.due(clock.instant(4_999))).toEqual([]);
      expect(await polls.due(clock.instant(5_000))).toMatchObject([{ attempts: 1, hinted: false }]);
    });

    it("comes sooner after a webhook, and says so", async () => {
      const accountId = await active();
      await polls.keep(await due(), times(), noneMoved);
      await polls.hasten(accountId, clock.instant(300), 1_500);
      expect(await polls.due(clock.instant(1_499))).toEqual([]);
      expect(await polls.due(clock.instant(1_500))).toMatchObject([{ hinted: true, hintsInVain: 0 }]);
      await polls.hasten(accountId, clock.instant(10_000), 1_500);
      expect(await polls.due(clock.instant(1_500))).toHaveLength(1);
    });

    it("comes again soon when a webhook called while Katana was read", async () => {
      const accountId = await active();
      const poll = await due();
      await polls.hasten(accountId, clock.instant(200), 1_500);
      await polls.keep({ ...poll, hintsInVain: 1 }, times(), noneMoved);
      expect(await polls.due(clock.instant(2_999))).toEqual([]);
      const [again] = await polls.due(clock.instant(3_000));
      expect(again).toMatchObject({ hinted: true, hintsInVain: 1 });
      clock.advance(3_000);
      await polls.keep(again!, times(), noneMoved);
      expect(await polls.due(clock.instant(59_999))).toEqual([]);
      expect(await polls.due(clock.instant(60_000))).toMatchObject([{ hinted: false }]);
    });
  });
});
