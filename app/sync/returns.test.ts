import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { Order } from "../domain/order.ts";
import type { OrderReturn } from "../domain/order-return.ts";
import { aLine, anOrder, known } from "../domain/testing/build-order.ts";
import { aDisposition, aReturn, aReturnable, aReturnLine, processed } from "../domain/testing/build-return.ts";
import type { Returnable, SalesReturnStatus } from "../domain/sales-return.ts";
import { fulfillmentRowId, returnReasonId } from "../domain/testing/ids.ts";
import { pollKatana } from "./poll-katana.ts";
import type { KatanaClient } from "./ports.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";
import { textOf } from "./testing/memory-tables.ts";

let world: SyncWorld;
const set = (fields: Partial<ReturnType<typeof shop>>) => world.tables.shops.set(acme, { ...shop(), ...fields });
const shop = () => world.tables.shops.get(acme)!;
const turn = (bringReturns: boolean) => set({ settings: { ...shop().settings, bringReturns } });
const withReturns = (...returns: readonly OrderReturn[]): Order =>
  anOrder({ lines: [aLine({ orderedQuantity: 3 })], returns });
const salesReturns = () => world.katana.salesReturns;
const link = () => world.tables.links.get(textOf(theOrder))!;
const noAnswer: CallFailure = { kind: "unknown-outcome", side: "katana", words: "no answer" };
const refusal: CallFailure = { kind: "rejected", side: "katana", status: 422, words: "Not like this." };
const calls = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
  const before = world.katana.calls.length;
  await act();
  return world.katana.calls.slice(before);
};
const told = () => world.tables.timeline.filter(({ kind }) => kind === "return-carried").length;

/** The order came over, and all of it was delivered. */
beforeEach(async () => {
  world = createSyncWorld();
  await world.look(withReturns());
  turn(true);
  const rowId = world.katana.salesOrders[0]!.rows[0]!.id;
  world.katana.returnables.push(aReturnable("3", { rowId }));
});

describe("[RET-1] a return", () => {
  it("becomes a sales return, told and recorded, and costs nothing more until it changes", async () => {
    expect(await calls(() => world.look(withReturns(aReturn())))).toEqual([
      ...["loadReturnables", "createSalesReturn", "createSalesReturnRow"],
    ]);
    expect(salesReturns()).toMatchObject([{ orderNo: "#1001-R1", rows: [{ quantity: "2" }] }]);
    expect(told()).toBe(2);
    expect(await calls(() => world.look(withReturns(aReturn())))).toEqual([]);
    expect(world.tables.orders.get(textOf(theOrder))?.status).toBe("in-step");
    const made = world.tables.attempts.filter(({ step }) => step.includes("return"));
    expect(made.map(({ outcome }) => outcome)).toEqual(["made", "made"]);
  });

  it("[RET-2] follows quantities, and goes when it is called off", async () => {
    await world.look(withReturns(aReturn()));
    await world.look(withReturns(aReturn({ lines: [aReturnLine({ quantity: 1 })] })));
    expect(salesReturns()).toMatchObject([{ rows: [{ quantity: "1" }] }]);
    await world.look(withReturns(aReturn({ lines: [] })));
    expect(salesReturns()).toMatchObject([{ rows: [] }]);
    await world.look(withReturns(aReturn({ status: known("CANCELED") })));
    expect(salesReturns()).toEqual([]);
  });

  it("[RET-3] is returned and restocked", async () => {
    await world.look(withReturns(aReturn()));
    await world.look(withReturns(processed([aDisposition("RESTOCKED", 2)])));
    expect(salesReturns()).toMatchObject([{ status: "RESTOCKED_ALL" }]);
    expect(link().returns?.agreed).toMatchObject([{ statusSent: "RESTOCKED_ALL", statusSeen: "RESTOCKED_ALL" }]);
    expect(world.shopify.calls).not.toContain("closeReturn");
  });

  it("[RET-3] keeps what a person wrote of it while its status is set", async () => {
    await world.look(withReturns(aReturn()));
    const [one] = salesReturns();
    const written = `${one!.additionalInfo}\nBox damaged`;
    salesReturns().splice(0, 1, { ...one!, additionalInfo: written });
    await world.look(withReturns(processed([aDisposition("RESTOCKED", 2)])));
    expect(salesReturns()).toMatchObject([{ status: "RESTOCKED_ALL", additionalInfo: written }]);
  });

  it("[RET-3] is known by its mark when it is made and dealt with in one look", async () => {
    await world.look(withReturns(processed([aDisposition("RESTOCKED", 2)])));
    const mark = "gid://shopify/Return/71";
    expect(salesReturns()).toMatchObject([{ status: "RESTOCKED_ALL", additionalInfo: mark }]);
  });

  it("brings the account's reason", async () => {
    world.katana.returnReasons.push({ id: returnReasonId(31), name: "Other" });
    await world.look(withReturns(aReturn({ lines: [aReturnLine({ reason: { handle: "x", name: "Moths" } })] })));
    expect(salesReturns()).toMatchObject([{ rows: [{ reasonId: 31 }] }]);
  });

  it("[RET-5] is a block until Katana delivered what comes back", async () => {
    const delivered = world.katana.returnables.splice(0);
    const order = await world.look(withReturns(aReturn()));
    expect(order).toMatchObject({ status: "needs-you", blocks: [{ kind: "return-not-fulfilled" }] });
    world.katana.returnables.push(...delivered);
    expect(await world.look(withReturns(aReturn()))).toMatchObject({ status: "in-step", blocks: [] });
    expect(salesReturns()).toHaveLength(1);
  });

  it("of an order that comes over now comes along", async () => {
    world = createSyncWorld();
    turn(true);
    expect(await world.look(withReturns(aReturn()))).toMatchObject({ blocks: [{ kind: "return-not-fulfilled" }] });
  });
});

describe("[SET-7] [CHG-13] with the setting off", () => {
  it("nothing is done, and nothing later until a return changes", async () => {
    turn(false);
    expect(await calls(() => world.look(withReturns(aReturn())))).toEqual([]);
    turn(true);
    expect(await calls(() => world.look(withReturns(aReturn())))).toEqual([]);
    await world.look(withReturns(aReturn({ lines: [aReturnLine({ quantity: 1 })] })));
    expect(salesReturns()).toHaveLength(1);
  });

  it("[CON-5] waits while syncing is paused, and [CON-8] for the account", async () => {
    const { activation } = shop();
    set({ activation: { ...activation, pausedAt: "2026-11-20T00:00:00Z" } });
    expect(await world.look(withReturns(aReturn()))).toMatchObject({ waits: [{ kind: "paused" }] });
    set({ activation });
    world.tables.connections.set(acme, { ...world.tables.connections.get(acme)!, accountId: "another" });
    expect(await world.look(withReturns(aReturn()))).toMatchObject({ waits: [{ kind: "other-account" }] });
    world.tables.connections.delete(acme);
    expect(await world.look(withReturns(aReturn()))).toMatchObject({ waits: [{ kind: "katana-not-read" }] });
  });
});

describe("[RET-3] [CHG-1] a sales return that a person set back", () => {
  const done = processed([aDisposition("RESTOCKED", 2)]);
  const setBack = (status: SalesReturnStatus) => {
    const [one] = salesReturns();
    salesReturns().splice(0, 1, { ...one!, status });
    world.tables.links.set(textOf(theOrder), { ...link(), returnsMovedAt: "2026-11-21T00:00:00Z" });
  };
  beforeEach(async () => {
    await world.look(withReturns(aReturn()));
    await world.look(withReturns(done));
  });

  it.each(["RETURNED_ALL", "NOT_RETURNED"] as const)("to %s stays there until Shopify changes it", async (status) => {
    setBack(status);
    for (const _look of [1, 2]) {
      expect(await world.look(withReturns(done))).toMatchObject({ status: "in-step" });
      expect(salesReturns()).toMatchObject([{ status }]);
      setBack(status);
    }
    expect(world.shopify.calls).not.toContain("closeReturn");
    await world.look(withReturns({ ...done, status: known("CLOSED") }));
    expect(salesReturns()).toMatchObject([{ status: "RESTOCKED_ALL" }]);
  });

  it.each([false, true])("is set once more when an earlier try failed, taking effect: %s", async (takesEffect) => {
    setBack("RETURNED_ALL");
    world.katana.trouble("setSalesReturnStatus", { failure: noAnswer, takesEffect });
    const closed = withReturns({ ...done, status: known("CLOSED") });
    await world.look(closed);
    world.clock.advance(120_000);
    await world.look(closed);
    expect(salesReturns()).toMatchObject([{ status: "RESTOCKED_ALL" }]);
    setBack("RETURNED_ALL");
    await world.look(closed);
    expect(salesReturns()).toMatchObject([{ status: "RETURNED_ALL" }]);
  });
});

describe("[RET-4] a sales return that a person set to returned", () => {
  const setReturned = () => {
    const [one] = salesReturns();
    salesReturns().splice(0, 1, { ...one!, status: "RETURNED_ALL" });
  };
  const isOpen = () => world.shopify.orders.get(theOrder.orderId)?.returns[0]?.status;
  const moved = () => world.tables.links.set(textOf(theOrder), { ...link(), returnsMovedAt: "2026-11-21T00:00:00Z" });

  it("closes the return in Shopify, with the scope that it needs", async () => {
    set({ grantedScopes: ["write_returns"] });
    await world.look(withReturns(aReturn()));
    setReturned();
    moved();
    await world.look(withReturns(aReturn()));
    expect(isOpen()).toEqual(known("CLOSED"));
    expect(link().returnsMovedAt).toBeNull();
  });

  const poll = async () => {
    world.clock.advance(60_000);
    await pollKatana(world.outside, world.stores);
  };

  it("is noticed by the regular look, which asks for nothing that is off", async () => {
    set({ grantedScopes: ["write_returns"], settings: { ...shop().settings, syncFulfillment: false } });
    await poll();
    await world.look(withReturns(aReturn()));
    expect(await calls(poll)).toEqual(["listChangedReturns"]);
    expect(link().returnsMovedAt).toBeNull();
    setReturned();
    await poll();
    expect(world.log).toContainEqual(expect.objectContaining({ event: "katana-poll.moved" }));
    await world.lookAgain();
    expect(isOpen()).toEqual(known("CLOSED"));
    expect(link()).toMatchObject({ returnsMovedAt: null, fulfillmentsMovedAt: null });
    await poll();
    expect(link().returnsMovedAt).toBeNull();
    turn(false);
    expect(await calls(poll)).toEqual([]);
    set({ settings: { ...shop().settings, syncFulfillment: true } });
    expect(await calls(poll)).toEqual(["listMovedFulfillments"]);
  });

  it("is not lost when Katana does not answer, and what Tandem set is no news", async () => {
    await poll();
    await world.look(withReturns(aReturn()));
    world.katana.trouble("listChangedReturns", { failure: { kind: "unavailable", side: "katana", words: "away" } });
    setReturned();
    await poll();
    expect(link().returnsMovedAt).toBeNull();
    await poll();
    expect(link().returnsMovedAt).not.toBeNull();
    expect(await world.lookAgain()).toMatchObject({ blocks: [{ kind: "return-not-closable" }] });
    await world.stores.shops.recordScopes(acme, ["write_returns"], world.clock.instant());
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(isOpen()).toEqual(known("CLOSED"));
    await world.look(withReturns(processed([aDisposition("RESTOCKED", 2)])));
    await poll();
    expect(link().returnsMovedAt).toBeNull();
  });

  it("needs a person without the scope, until it is granted", async () => {
    await world.look(withReturns(aReturn()));
    setReturned();
    moved();
    expect(await world.look(withReturns(aReturn()))).toMatchObject({ blocks: [{ kind: "return-not-closable" }] });
    expect(isOpen()).toEqual(known("OPEN"));
    await world.stores.shops.recordScopes(acme, ["write_returns"], world.clock.instant());
    expect(await world.lookAgain()).toMatchObject({ status: "in-step", blocks: [] });
    expect(isOpen()).toEqual(known("CLOSED"));
  });
});

describe("[REC-6] a write without an answer", () => {
  const writes = ["createSalesReturn", "createSalesReturnRow"] as const satisfies readonly (keyof KatanaClient)[];

  it.each(writes.flatMap((call) => [true, false].map((takesEffect) => [call, takesEffect] as const)))(
    "of %s that takes effect: %s, is waited for, looked at and never doubled",
    async (call, takesEffect) => {
      world.katana.trouble(call, { failure: noAnswer, takesEffect });
      expect(await world.look(withReturns(aReturn()))).toMatchObject({ failure: { kind: "unknown-outcome" } });
      world.clock.advance(10_000);
      expect(await world.look(withReturns(aReturn()))).toMatchObject({ waits: [{ kind: "unknown-change" }] });
      world.clock.advance(120_000);
      expect(await world.look(withReturns(aReturn()))).toMatchObject({ status: "in-step" });
      expect(salesReturns()).toMatchObject([{ rows: [{ quantity: "2" }] }]);
      expect(await calls(() => world.look(withReturns(aReturn())))).toEqual([]);
    },
  );

  it("[RET-4] of a status is never taken for a person's", async () => {
    set({ grantedScopes: ["write_returns"] });
    await world.look(withReturns(aReturn()));
    world.katana.trouble("setSalesReturnStatus", { failure: noAnswer, takesEffect: true });
    const done = processed([aDisposition("NOT_RESTOCKED", 2)]);
    await world.look(withReturns(done));
    world.clock.advance(120_000);
    await world.look(withReturns(done));
    expect(world.shopify.calls).not.toContain("closeReturn");
    expect(salesReturns()).toMatchObject([{ status: "RETURNED_ALL" }]);
  });

  it.each(["loadReturnables", "listReturnReasons", "findSalesReturns"] as const)(
    "fails the look when Katana does not answer to %s",
    async (call) => {
      await world.look(withReturns(aReturn()));
      world.katana.trouble(call, { failure: { kind: "unavailable", side: "katana", words: "away" } });
      const lines = [aReturnLine({ quantity: 1, reason: { handle: "x", name: "Moths" } })];
      const order = await world.look(withReturns(aReturn({ lines })));
      expect(order).toMatchObject({ failure: { kind: "unavailable" } });
      expect(salesReturns()).toMatchObject([{ rows: [{ quantity: "2" }] }]);
    },
  );
});

describe("[RET-2] [REC-1] a change of which only a part was carried out", () => {
  it("is undone when Shopify took it back meanwhile", async () => {
    const [{ rowId }] = world.katana.returnables.splice(0) as [Returnable];
    world.katana.returnables.push(
      aReturnable("2", { rowId }),
      aReturnable("1", { rowId, fulfillmentRowId: fulfillmentRowId(9002) }),
    );
    const units = (quantity: number) => withReturns(aReturn({ lines: [aReturnLine({ quantity })] }));
    await world.look(units(1));
    world.katana.trouble("createSalesReturnRow", { failure: { kind: "unavailable", side: "katana", words: "away" } });
    await world.look(units(3));
    expect(salesReturns()).toMatchObject([{ rows: [{ quantity: "2" }] }]);
    world.clock.advance(120_000);
    await world.look(units(1));
    expect(salesReturns()).toMatchObject([{ rows: [{ quantity: "1" }] }]);
    expect(await calls(() => world.look(units(1)))).toEqual([]);
  });
});

describe("[CHG-12] a refused write", () => {
  it("is a block with Katana's words, sent again only when the return changed or a person asks", async () => {
    world.katana.trouble("createSalesReturnRow", { failure: refusal });
    expect(await world.look(withReturns(aReturn()))).toMatchObject({
      blocks: [{ kind: "return-refused", step: "create-sales-return-row", words: "Not like this." }],
    });
    const again = await calls(() => world.look(withReturns(aReturn())));
    expect(again).toEqual(["findSalesReturns", "loadReturnables"]);
    await world.stores.requests.lookNow([theOrder], "7", "2026-11-21T00:00:00Z");
    expect(await world.lookAgain()).toMatchObject({ status: "in-step" });
    expect(salesReturns()).toMatchObject([{ rows: [{ quantity: "2" }] }]);
  });
});
