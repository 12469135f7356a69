import { beforeEach, describe, expect, it } from "vitest";
import type { KatanaFulfillmentId } from "../domain/ids.ts";
import type { Order } from "../domain/order.ts";
import { aFulfillment, aFulfillmentOrder, aLine, anOrder } from "../domain/testing/build-order.ts";
import { aReturn, aReturnable, aReturnLine } from "../domain/testing/build-return.ts";
import { decimal, lineId, salesOrderRowId } from "../domain/testing/ids.ts";
import { createPages } from "./pages.ts";
import type { ShopRecord } from "./stores.ts";
import { textOf } from "./testing/memory-tables.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";
import type { Pages } from "./use-cases.ts";

let world: SyncWorld;
let pages: Pages;
beforeEach(() => {
  world = createSyncWorld();
  pages = createPages(world.outside, world.stores, { katanaWebUrl: "https://factory.example" });
});

const sides = async () => (await pages.orderSides(acme, theOrder.orderId))!;
const page = async () => (await pages.orderPage(acme, theOrder.orderId))!;
const three = aLine({ orderedQuantity: 3 });
const tracking = { number: "1Z", url: "https://track.example/1Z", carrier: "UPS" };

const shipped = (overrides: Partial<Order> = {}): Order => {
  const lines = [{ ...three, unfulfilledQuantity: 1 }];
  const fulfillments = [
    aFulfillment([{ lineId: three.id, quantity: 2 }], { tracking, createdAt: world.clock.instant() }),
  ];
  return anOrder({ lines, fulfillments, fulfillmentOrders: [aFulfillmentOrder(lines)], ...overrides });
};

const set = (changes: Partial<ShopRecord>): void =>
  void world.tables.shops.set(acme, { ...world.tables.shops.get(acme)!, ...changes });

describe("[PAG-6] fulfillments", () => {
  it("[FUL-1] [FUL-6] stand beside each other, with what went, when, and how to follow it", async () => {
    await world.look(anOrder({ lines: [three] }));
    await world.look(shipped());
    const made = world.katana.fulfillments[0]!;
    world.katana.calls.splice(0);
    expect((await sides()).fulfillments).toEqual([
      {
        key: expect.any(String),
        origin: "Made in Shopify",
        outcome: { words: "Carried over to Katana", tone: "success" },
        trouble: null,
        offer: null,
        shopify: [
          {
            name: "#1001-F1",
            status: "Fulfilled",
            at: world.clock.instant(),
            goods: [{ title: "Oak chair", quantity: "2" }],
            tracking,
          },
        ],
        katana: [
          {
            name: `Fulfillment ${String(made.id)}`,
            status: "Delivered",
            at: made.shippedAt,
            goods: [{ title: "Oak chair", quantity: "2" }],
            tracking,
          },
        ],
      },
    ]);
    expect(world.katana.calls.toSorted()).toEqual(["listTaxRates", "loadFulfillments", "loadSalesOrder"]);
  });

  it("are known in part before either side is asked", async () => {
    await world.look(shipped());
    expect((await page()).fulfillments).toMatchObject([
      { origin: "Made in Shopify", outcome: { words: "Carried over to Katana" }, shopify: [], katana: [] },
    ]);
  });

  it("[FUL-3] that only Katana has show with what is not known of them", async () => {
    await world.look(anOrder({ lines: [three] }));
    const [salesOrder] = world.katana.salesOrders;
    world.katana.salesOrders.splice(0, 1, { ...salesOrder!, status: "PARTIALLY_PACKED" });
    const rows = [{ rowId: salesOrderRowId(9), quantity: decimal("1.5") }];
    const packed = { id: 8001 as KatanaFulfillmentId, delivered: false, deleted: false, shippedAt: null };
    world.katana.fulfillments.push({
      ...packed,
      ...{ salesOrderId: salesOrder!.id, updatedAt: null, tracking: null, rows },
    });
    expect((await sides()).fulfillments).toMatchObject([
      {
        outcome: { words: "Not in Shopify" },
        trouble: { sentence: "The other side does not know of it yet." },
        katana: [{ status: "Packed", at: null, goods: [{ title: "Something else", quantity: "1.5" }] }],
      },
    ]);
    world.shopify.failure = { kind: "unavailable", side: "shopify", words: "maintenance" };
    expect((await sides()).fulfillments).toMatchObject([{ shopify: [], katana: [{ status: "Packed" }] }]);
  });

  it("[FUL-2] that were refused name the line and can be tried again; cancelled, they ask for nothing", async () => {
    await world.look(anOrder({ lines: [three] }));
    const four = aFulfillment([{ lineId: lineId("999"), quantity: 2 }]);
    await world.look(shipped({ fulfillments: [four] }));
    expect((await sides()).fulfillments).toMatchObject([{ outcome: { words: "Not in Katana" }, offer: "look-now" }]);
    world.shopify.orders.set(theOrder.orderId, shipped({ fulfillments: [{ ...four, succeeded: false }] }));
    expect((await sides()).fulfillments).toMatchObject([{ shopify: [{ status: "Cancelled" }], offer: null }]);
  });

  it("[SET-8] [CON-5] [IMP-7] say what holds them back", async () => {
    await world.look(anOrder({ lines: [three] }));
    world.shopify.orders.set(theOrder.orderId, shipped());
    const sentence = async () => (await sides()).fulfillments[0]?.trouble?.sentence;
    const record = world.tables.shops.get(acme)!;
    set({ settings: { ...record.settings, syncFulfillment: false } });
    expect(await sentence()).toContain("is off");
    set({ settings: record.settings, activation: { ...record.activation, pausedAt: world.clock.instant() } });
    expect(await sentence()).toBe("Syncing is paused.");
    const link = world.tables.links.get(textOf(theOrder))!;
    world.tables.links.set(textOf(theOrder), { ...link, goneFromKatanaAt: world.clock.instant() });
    expect(await sentence()).toBeUndefined();
  });

  it("[PAG-7] that cannot be read leave Katana's side out, with why", async () => {
    await world.look(shipped());
    world.katana.trouble("loadFulfillments", { failure: { kind: "unavailable", side: "katana", words: "away" } });
    expect(await sides()).toMatchObject({
      problems: { shopify: null, katana: { sentence: expect.any(String) } },
      fulfillments: [{ shopify: [{ name: "#1001-F1" }], katana: [] }],
    });
  });
});

describe("[PAG-6] returns", () => {
  beforeEach(async () => {
    const record = world.tables.shops.get(acme)!;
    set({ settings: { ...record.settings, bringReturns: true, syncFulfillment: false } });
    await world.look(anOrder({ lines: [three] }));
    const [row] = world.katana.salesOrders[0]!.rows;
    world.katana.returnables.push(aReturnable("3", { rowId: row!.id, variantId: row!.variantId }));
  });

  it("[RET-1] stand beside the sales returns that stand for them", async () => {
    const returns = [aReturn({ lines: [aReturnLine({ quantity: 2 })] })];
    await world.look(anOrder({ lines: [three], returns }));
    const { name } = returns[0]!;
    expect((await sides()).returns).toMatchObject([
      {
        outcome: { words: "Carried over to Katana" },
        shopify: [{ name, status: "Open", goods: [{ title: "Oak chair", quantity: "2" }] }],
        katana: [{ status: "Not returned", goods: [{ title: "Oak chair", quantity: "2" }] }],
      },
    ]);
    expect((await page()).returns).toMatchObject([{ shopify: [{ name }], katana: [] }]);
    world.katana.trouble("findSalesReturns", { failure: { kind: "unavailable", side: "katana", words: "away" } });
    expect(await sides()).toMatchObject({
      problems: { katana: { sentence: expect.any(String) } },
      returns: [{ shopify: [{ name }], katana: [] }],
    });
  });

  it("[SET-7] say that they stay in Shopify while the setting is off", async () => {
    const record = world.tables.shops.get(acme)!;
    set({ settings: { ...record.settings, bringReturns: false } });
    await world.look(anOrder({ lines: [three], returns: [aReturn()] }));
    expect((await sides()).returns).toMatchObject([{ trouble: { remedy: "Turn it on in Settings › Orders." } }]);
  });
});

it("[PAG-6] an order that did not come over has neither", async () => {
  await world.look(anOrder({ cancelledAt: world.clock.instant() }));
  expect(await page()).toMatchObject({ fulfillments: [], returns: [] });
});
