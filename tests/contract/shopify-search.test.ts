import { beforeEach, describe, expect, it } from "vitest";
import type { OrderQuery } from "../../app/sync/ports.ts";
import type { Result } from "../../app/domain/result.ts";
import type { Shop } from "../../simulators/shopify/control.ts";
import { configurationWithOptional } from "../support/app-configuration.ts";
import { adminOf, chairs, database, newShop, openApp, simulator } from "./support/shopify-contract.ts";

const dayMs = 24 * 60 * 60 * 1_000;
/** The clock may not go far: the library would take an id token of the simulated future for one that is not valid yet. */
const lagPasses = (): void => {
  shop.settings.searchLagMs = 0;
};

let shop: Shop;
beforeEach(async () => {
  shop = newShop({ searchLagMs: 30_000 });
  await openApp(shop);
});

const agoMs = (ms: number): string => new Date(simulator.clock.now() - ms).toISOString();
const placeAgo = (ms: number): string => shop.placeOrder({ ...chairs(shop), createdAt: agoMs(ms) }).legacyId;
const created = (fromMs: number, toMs: number): OrderQuery => ({ by: "created", from: agoMs(fromMs), to: agoMs(toMs) });
const valueOf = <Value>(answer: Result<Value, unknown>): Value => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
};
const search = async (query: OrderQuery, after: string | null = null) =>
  valueOf(await adminOf(shop).searchOrders(query, after));
const idsOf = async (query: OrderQuery) => (await search(query)).orders.map(({ id }) => id);

describe("a search for orders", () => {
  it("[IMP-5] [REC-1] shows what was placed, and what was changed, only after the lag of Shopify's index", async () => {
    const old = placeAgo(2 * dayMs);
    const recent = placeAgo(dayMs);
    expect(await idsOf(created(3 * dayMs, 0))).toEqual([]);
    lagPasses();
    // The oldest first, by creation and within the window only.
    expect(await idsOf(created(3 * dayMs, 0))).toEqual([old, recent]);
    expect(await idsOf(created(3 * dayMs, 1.5 * dayMs))).toEqual([old]);

    shop.settings.searchLagMs = 30_000;
    simulator.clock.advance(1_000);
    shop.updateNote(`gid://shopify/Order/${old}`, "Ring twice");
    const query: OrderQuery = { by: "updated", from: agoMs(5_000) };
    expect(await idsOf(query)).not.toContain(old);
    lagPasses();
    expect(await idsOf(query)).toEqual([recent, old]);
  });

  it("[IMP-5] [REC-1] comes in pages, each order on one of them, and counts them all", async () => {
    const placed = Array.from({ length: 251 }, (_none, nth) => placeAgo(dayMs - nth * 1_000));
    lagPasses();
    const first = await search(created(2 * dayMs, 0));
    expect(first.orders).toHaveLength(250);
    const second = await search(created(2 * dayMs, 0), first.next);
    expect(second.next).toBeNull();
    expect([...first.orders, ...second.orders].map(({ id }) => id)).toEqual(placed);
    expect(valueOf(await adminOf(shop).countOrders(created(2 * dayMs, 0)))).toBe(251);
  });

  it("[REC-7] shows orders older than 60 days only with the permission for them", async () => {
    const old = placeAgo(70 * dayMs);
    lagPasses();
    expect(await idsOf(created(80 * dayMs, 0))).toEqual([]);
    simulator.setApp({ configuration: configurationWithOptional("read_all_orders") });
    shop.installation.grant(["read_all_orders"]);
    await database.prisma.session.deleteMany({ where: { shop: shop.domain } });
    await openApp(shop);
    expect(await idsOf(created(80 * dayMs, 0))).toEqual([old]);
    expect(valueOf(await adminOf(shop).countOrders({ by: "open", createdBefore: agoMs(60 * dayMs) }))).toBe(1);
  });
});
