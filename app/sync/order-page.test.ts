import { beforeEach, expect, it } from "vitest";
import { anOrder, known } from "../domain/testing/build-order.ts";
import { orderId, shopDomain } from "../domain/testing/ids.ts";
import { createPages } from "./pages.ts";
import { acme, createSyncWorld, theOrder, type SyncWorld } from "./testing/sync-world.ts";
import type { Pages } from "./use-cases.ts";

let world: SyncWorld;
let pages: Pages;
beforeEach(() => {
  world = createSyncWorld();
  pages = createPages(world.outside, world.stores, { katanaWebUrl: "https://factory.example" });
});

const page = () => pages.orderPage(acme, theOrder.orderId);
const search = (text: string) => pages.activity(acme, { status: "all", search: text, page: 1 });

it("[PAG-6] the page of an order in step shows rows, totals and what was done", async () => {
  await world.look();
  const calls = world.katana.calls.length;
  const view = await page();
  expect(view).toMatchObject({
    name: "#1001",
    status: "in-step",
    salesOrder: { no: "#1001", gone: false },
    offers: { retry: false, importAnyway: false },
    why: [],
    lines: [{ agreed: { quantity: "1" }, shopify: null, katana: null, verdict: null }],
    importAsked: null,
  });
  expect(view?.totals).toEqual({ shopify: "12", katana: "12", difference: "0", parts: [] });
  expect(view?.timeline.map(({ sentence }) => sentence)).toEqual([
    "The order came over as sales order #1001 with 1 row.",
    "Tandem first heard of the order.",
    "The order was placed in Shopify.",
  ]);
  expect(world.katana.calls, "the page asks Katana nothing").toHaveLength(calls);
});

it("[REC-2] [IMP-10] the page of an order that stays out offers what would let it in", async () => {
  await world.look(anOrder({ financialStatus: known("PENDING") }));
  expect(await page()).toMatchObject({
    status: "not-imported",
    salesOrder: null,
    totals: null,
    lines: [],
    why: [{ kind: "reason", sentence: "The payment is pending." }],
    offers: { retry: false, importAnyway: true },
  });
  await world.stores.requests.importAnyway(theOrder, { by: "7", goneSalesOrderId: null }, world.clock.instant());
  expect(await page()).toMatchObject({
    awaitsLook: true,
    importAsked: { by: "Shopify user 7" },
    offers: { importAnyway: false },
  });
});

it("[STO-1] another shop's order is unknown", async () => {
  await world.look();
  expect(await pages.orderPage(shopDomain("other.myshopify.com"), theOrder.orderId)).toBeNull();
});

it("[PAG-5] a number that Tandem never heard of is looked up in Shopify, and nothing is written", async () => {
  const old = anOrder({ id: orderId("42"), name: "#7", createdAt: "2025-01-01T00:00:00Z" });
  world.shopify.orders.set(old.id, old);
  const { live, rows } = await search("#7");
  expect(rows).toEqual([]);
  expect(live).toMatchObject({ kind: "found", orderId: "42", canImportAnyway: true });
  expect(live?.kind === "found" && live.why[0]?.sentence).toContain("placed before");
  expect(world.tables.orders.size).toBe(0);
  const fresh = anOrder({ id: orderId("43"), name: "#8" });
  world.shopify.orders.set(fresh.id, fresh);
  expect(await pages.lookUp(acme, "#8")).toMatchObject({
    why: [{ sentence: expect.stringContaining("Nothing keeps this order out") }],
  });
  expect((await search("#99")).live).toEqual({ kind: "not-shown" });
  world.shopify.failure = { kind: "unavailable", side: "shopify", words: "maintenance" };
  expect((await search("#99")).live).toMatchObject({ kind: "failed" });
});

it("[PAG-5] an order that is searched for by its id is shown as it is known", async () => {
  await world.look();
  expect(await search(theOrder.orderId)).toMatchObject({ rows: [{ name: "#1001" }], live: null });
});
