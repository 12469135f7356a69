import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usualPageSizes } from "../../app/adapters/shopify/page-sizes.ts";
import { createShopifyAdmin } from "../../app/adapters/shopify/shopify-admin.ts";
import type { ReturnId } from "../../app/domain/ids.ts";
import type { OrderView, Shop } from "../../simulators/shopify/control.ts";
import {
  adminOf,
  domainOf,
  graphqlFor,
  idOf,
  newShop,
  openApp,
  orderIn,
  place,
  simulator,
  variantOf,
} from "./support/shopify-contract.ts";

let shop: Shop;
beforeEach(async () => {
  shop = newShop();
  await openApp(shop);
});
afterEach(() => simulator.faults.clear());

describe("a return", () => {
  const delivered = (lines = 1, quantity = 3): OrderView => {
    const variantId = variantOf(shop);
    const placed = place(shop, { lines: Array.from({ length: lines }, () => ({ variantId, quantity })) });
    shop.fulfil(placed.id);
    return shop.order(placed.id);
  };
  const load = async (order: OrderView, pageSizes = usualPageSizes) => {
    const admin = createShopifyAdmin({ graphql: graphqlFor(domainOf(shop)), pageSizes });
    return orderIn(await admin.loadOrder(idOf(order))).returns;
  };

  it("[RET-1] is read with its lines, quantities and reasons", async () => {
    const order = delivered();
    const lineId = order.lines[0]?.id ?? "";
    const { id } = shop.requestReturn(order.id, { lines: [{ lineId, quantity: 2, reason: "defective" }] });
    const line = { lineId: lineId.split("/").at(-1), quantity: 2, processed: 0 };
    const reason = { handle: "defective", name: "Damaged or defective" };
    expect(await load(order)).toMatchObject([
      { id: id.split("/").at(-1), name: "#1001-R1", status: { known: true, value: "REQUESTED" }, dispositions: [] },
    ]);
    expect((await load(order))[0]?.lines).toMatchObject([{ ...line, reason }]);
  });

  it("[RET-3] is read with what became of its units, and where", async () => {
    const order = delivered();
    const made = shop.createReturn(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 3 }] });
    const returnLineId = made.lines[0]?.id ?? "";
    shop.processReturn(made.id, { lines: [{ returnLineId, quantity: 1 }] });
    shop.processReturn(made.id, { lines: [{ returnLineId, quantity: 1, disposition: "MISSING" }] });
    const [read] = await load(order);
    expect(read?.lines).toMatchObject([{ quantity: 3, processed: 2 }]);
    expect(read?.dispositions).toMatchObject([
      { type: { value: "RESTOCKED" }, quantity: 1, locationName: "Main warehouse" },
      { type: { value: "MISSING" }, quantity: 1, locationId: null },
    ]);
  });

  it("[RET-1] costs orders without any return nothing", async () => {
    const order = delivered();
    const before = simulator.requests().length;
    await load(order);
    expect(simulator.requests().length - before).toBe(1);
  });

  it("[RET-1] comes with all its pages, however many returns and lines there are", async () => {
    const order = delivered(7, 4);
    const lines = order.lines.map(({ id }) => ({ lineId: id, quantity: 1 }));
    for (let count = 0; count < 4; count += 1) {
      const made = shop.createReturn(order.id, { lines });
      shop.processReturn(made.id, {});
    }
    const small = { first: usualPageSizes.first, further: 5 };
    const returns = await load(order, small);
    expect(returns.map(({ name }) => name)).toEqual(["#1001-R1", "#1001-R2", "#1001-R3", "#1001-R4"]);
    expect(returns.map((one) => [one.lines.length, one.dispositions.length])).toEqual(Array(4).fill([7, 7]));
  });

  it("[RET-4] is closed once the merchant allowed that, and refused when it is closed already", async () => {
    const order = delivered();
    const made = shop.createReturn(order.id, { lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }] });
    const id = (made.id.split("/").at(-1) ?? "") as ReturnId;
    expect(await adminOf(shop).closeReturn(id)).toMatchObject({ ok: false, problem: { kind: "unauthorized" } });
    shop.installation.grant(["write_returns"]);
    await openApp(shop);
    expect(await adminOf(shop).closeReturn(id)).toEqual({ ok: true, value: null });
    expect(await load(order)).toMatchObject([{ status: { value: "CLOSED" } }]);
    expect(await adminOf(shop).closeReturn(id)).toMatchObject({ ok: false, problem: { kind: "rejected" } });
  });
});
