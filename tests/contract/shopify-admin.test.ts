import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAdminGraphqlFor } from "../../app/adapters/shopify/admin-graphql.ts";
import { createShopifyAdmin } from "../../app/adapters/shopify/shopify-admin.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import type { Fault } from "../../simulators/kit/faults.ts";
import type { OrderSeed, Shop } from "../../simulators/shopify/control.ts";
import {
  adminOf,
  authenticateAdmin,
  browser,
  chairs,
  clock,
  endSession,
  database,
  domainOf,
  graphqlFor,
  idOf,
  impatientGraphqlFor,
  leases,
  newShop,
  openApp,
  orderIn,
  place,
  shopify,
  simulator,
  tokenRequests,
  variantOf,
} from "./support/shopify-contract.ts";

let shop: Shop;
beforeEach(async () => {
  shop = newShop();
  await openApp(shop);
});
afterEach(() => simulator.faults.clear());

const json = { "content-type": "application/json; charset=utf-8" };

describe("an order", () => {
  const ann = {
    firstName: "Ann",
    lastName: "Lee",
    email: "ann@lee.example",
    phone: "+3725551234",
    address: { firstName: "Ann", lastName: "Lee", company: "Lee & Co", address1: "1 High Street", zip: "LS1 1AA" },
  };
  const rich = (): OrderSeed => ({
    lines: [
      {
        variantId: variantOf(shop),
        quantity: 3,
        properties: { Engraving: "Bo" },
        discount: { amount: "10.00", title: "Friend" },
      },
      { custom: { title: "Gift wrap", price: "4.00", requiresShipping: false }, quantity: 1 },
      { variantId: variantOf(shop, 1), quantity: 1 },
    ],
    customer: ann,
    billingAddress: { ...ann.address, city: "Leeds", province: "West Yorkshire", country: "United Kingdom" },
    shippingAddress: { ...ann.address, firstName: "Bo" },
    shipping: [{ title: "Standard", price: "6.20" }],
    taxes: [{ title: "VAT", rate: "0.24" }],
    note: "ring twice",
    poNumber: "PO-7",
    tip: "5.00",
  });

  it("[MAP-5] [MAP-18] is read with all that a sales order needs", async () => {
    const placed = place(shop, rich());
    const order = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(order).toMatchObject({
      id: placed.legacyId,
      name: "#1001",
      financialStatus: { known: true, value: "PAID" },
      fulfillmentStatus: { known: true, value: "UNFULFILLED" },
      taxesIncluded: false,
      currency: "EUR",
      source: "web",
      poNumber: "PO-7",
      note: "ring twice",
      email: "ann@lee.example",
      customer: { firstName: "Ann", lastName: "Lee", email: "ann@lee.example", phone: "+3725551234" },
      billingAddress: { line1: "1 High Street", city: "Leeds", state: "West Yorkshire", country: "United Kingdom" },
      shippingAddress: { firstName: "Bo", company: "Lee & Co", zip: "LS1 1AA" },
      shippingLines: [{ title: "Standard", price: "6.2", taxLines: [{ title: "VAT", ratePercent: "24" }] }],
      fulfillments: [],
      dutiesTotal: "0",
      additionalFeesTotal: "0",
    });
    expect(order.lines.map(({ kind, title, sku }) => ({ kind, title, sku }))).toEqual([
      { kind: "variant", title: "Chair - Oak", sku: "CHAIR-OAK" },
      { kind: "custom", title: "Gift wrap", sku: null },
      { kind: "gift-card", title: "Gift card", sku: null },
      { kind: "tip", title: "Tip", sku: null },
    ]);
    expect(order.lines[0]).toMatchObject({
      orderedQuantity: 3,
      currentQuantity: 3,
      unfulfilledQuantity: 3,
      unitPrice: "50",
      discount: "10",
      requiresShipping: true,
      properties: [{ key: "Engraving", value: "Bo" }],
      taxLines: [{ title: "VAT", ratePercent: "24", amount: "33.6" }],
    });
    const [fulfillmentOrder] = order.fulfillmentOrders;
    expect(fulfillmentOrder).toMatchObject({
      gid: placed.fulfillmentOrders[0]?.id,
      status: { known: true, value: "OPEN" },
      locationName: "Main warehouse",
    });
    expect(fulfillmentOrder?.lines).toContainEqual({
      gid: expect.any(String),
      lineId: order.lines[0]?.id,
      total: 3,
      remaining: 3,
    });
    expect(Number(order.totals.total)).toBe(Number(placed.totals.total));
    expect(Number(order.totals.tax)).toBe(Number(placed.totals.tax));
  });

  it("[MAP-18] tells what is charged beside its lines, with the taxes on it", async () => {
    const additionalFees = [{ name: "Recycling", price: "1.24", taxes: [{ title: "VAT", rate: "0.24" }] }];
    const placed = place(shop, { ...chairs(shop), duties: "14.20", taxesIncluded: true, additionalFees });
    const taxLines = [{ title: "VAT", ratePercent: "24", amount: "0.24" }];
    expect(orderIn(await adminOf(shop).loadOrder(idOf(placed)))).toMatchObject({
      dutiesTotal: "14.2",
      additionalFeesTotal: "1.24",
      additionalFees: [{ name: "Recycling", price: "1.24", taxLines }],
    });
  });

  it("[MAP-5] [MAP-15] names the company that bought and the store that it was sold in", async () => {
    const company = { name: "Lee & Sons", location: "Leeds yard" };
    const store = shop.locations()[1];
    const placed = place(shop, { ...rich(), company, source: "pos", locationId: store?.id ?? "" });
    const retailLocation = { id: store?.id.replace(/\D/g, ""), name: "Store" };
    const told = { company: "Lee & Sons", customer: { firstName: "Ann" }, source: "pos", retailLocation };
    expect(orderIn(await adminOf(shop).loadOrder(idOf(placed)))).toMatchObject(told);
  });

  it("[MAP-6] keeps what a line was sold under after its product was deleted", async () => {
    const product = shop.addProduct({ title: "Bench", variants: [{ sku: "BENCH", price: "80.00" }] });
    const placed = place(shop, { lines: [{ variantId: product.variants[0]?.id ?? "", quantity: 1 }] });
    const before = orderIn(await adminOf(shop).loadOrder(idOf(placed))).lines[0];
    expect(before).toMatchObject({ kind: "variant", variantId: product.variants[0]?.id.replace(/\D/g, "") });
    shop.deleteProduct(product.id);
    const after = { kind: "custom", variantId: null, title: "Bench", sku: "BENCH" };
    expect(orderIn(await adminOf(shop).loadOrder(idOf(placed))).lines[0]).toMatchObject(after);
  });

  it("[MAP-8] [MAP-11] tells a line's discount for all its units, and what is left of them in all", async () => {
    const discount = { amount: "10.00", title: "Ten off" };
    const placed = place(shop, { lines: [{ variantId: variantOf(shop), quantity: 3, discount }] });
    shop.refund(placed.id, { lines: [{ lineId: placed.lines[0]?.id ?? "", quantity: 1 }] });
    const order = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(order.lines[0]).toMatchObject({ orderedQuantity: 3, currentQuantity: 2, discount: "10" });
    expect(order.totals.subtotal).toBe("93.33");
  });

  it("[MAP-9] says whether its own prices include tax", async () => {
    const placed = place(shop, { ...chairs(shop), taxesIncluded: true, taxes: [{ title: "VAT", rate: "0.24" }] });
    const order = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(order).toMatchObject({ taxesIncluded: true, totals: { subtotal: "100", total: "100", tax: "19.35" } });
    expect(order.lines[0]).toMatchObject({ unitPrice: "50", taxLines: [{ ratePercent: "24", amount: "19.35" }] });
  });

  it("[FUL-1] tells what has gone", async () => {
    const placed = place(shop, chairs(shop, 3));
    shop.fulfil(placed.id, { lines: [{ lineId: placed.lines[0]?.id ?? "", quantity: 2 }] });
    const order = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(order.fulfillments).toMatchObject([{ succeeded: true, lines: [{ quantity: 2 }] }]);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 3, unfulfilledQuantity: 1 });
    expect(order.fulfillmentStatus).toEqual({ known: true, value: "PARTIALLY_FULFILLED" });
  });

  it("of 120 lines is read with all of them, where they are and what has gone", async () => {
    const lines = Array.from({ length: 120 }, (_, index) => ({ variantId: variantOf(shop), quantity: index + 1 }));
    const placed = place(shop, { lines });
    shop.fulfil(placed.id);
    const order = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(order.lines.map(({ orderedQuantity }) => orderedQuantity)).toEqual(lines.map(({ quantity }) => quantity));
    expect(order.fulfillmentOrders[0]?.lines).toHaveLength(120);
    expect(order.fulfillments[0]?.lines).toHaveLength(120);
    const costs = simulator.requests().flatMap(({ cost, shop: of }) => (of === shop.domain && cost ? [cost] : []));
    expect(Math.max(...costs.map(({ requested }) => requested))).toBeLessThan(600);
  });

  it("is read with smaller pages when Shopify finds the query too expensive", async () => {
    const placed = place(shop, chairs(shop));
    const extensions = { code: "MAX_COST_EXCEEDED", cost: 2003, maxCost: 1000 };
    const body = { errors: [{ message: "Query cost is 2003", extensions }] };
    simulator.faults.add({
      match: { operation: "TandemOrder" },
      fault: { kind: "status", status: 200, headers: json, body },
    });
    const order = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(order.lines).toHaveLength(1);
    expect(simulator.requests().at(-1)?.variables).toMatchObject({ lines: 25, fulfillmentOrders: 5 });
  });

  it("[MAP-4] is read without names and addresses, or without its customer, when the app may not see them", async () => {
    const placed = place(shop, rich());
    shop.settings.protectedData = 1;
    const unnamed = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(unnamed.customer).toMatchObject({ firstName: null, lastName: null, email: null, phone: null });
    expect(unnamed).toMatchObject({ email: null, billingAddress: { line1: null, zip: null, city: "Leeds" } });
    shop.settings.protectedData = 0;
    const anonymous = orderIn(await adminOf(shop).loadOrder(idOf(placed)));
    expect(anonymous).toMatchObject({ customer: null, lines: { length: 4 } });
  });

  it("[REC-7] is null when it was deleted, and when it is another shop's", async () => {
    const deleted = place(shop, { ...chairs(shop), test: true });
    shop.deleteOrder(deleted.id);
    expect(await adminOf(shop).loadOrder(idOf(deleted))).toEqual({ ok: true, value: null });
    const other = newShop();
    await openApp(other);
    const placed = place(shop, chairs(shop));
    expect(await adminOf(other).loadOrder(idOf(placed))).toEqual({ ok: true, value: null });
  });

  it("[IMP-10] is found by its number, with or without the sign, and by no other", async () => {
    shop.settings.searchLagMs = 0;
    const placed = place(shop, chairs(shop));
    const found = { ok: true, value: placed.legacyId };
    expect(await adminOf(shop).findOrder(placed.name)).toEqual(found);
    expect(await adminOf(shop).findOrder(placed.name.replace("#", ""))).toEqual(found);
    const none = { ok: true, value: null };
    for (const name of ["#99", "10", `${placed.name}' OR name:'*`, "a\\'b", "", "(", `-${placed.name}`])
      expect(await adminOf(shop).findOrder(name), name).toEqual(none);
    const other = newShop();
    await openApp(other);
    expect(await adminOf(other).findOrder(placed.name)).toEqual(none);
  });

  it("[IMP-10] is found by its id, also inside its address, and not in another shop", async () => {
    const placed = place(shop, chairs(shop));
    const found = { ok: true, value: placed.legacyId };
    expect(await adminOf(shop).findOrder(placed.legacyId)).toEqual(found);
    expect(await adminOf(shop).findOrder(placed.id)).toEqual(found);
    expect(await adminOf(shop).findOrder(`https://admin.shopify.com/store/acme/orders/${placed.legacyId}?x=1`)).toEqual(
      found,
    );
    const other = newShop();
    await openApp(other);
    expect(await adminOf(other).findOrder(placed.legacyId)).toEqual({ ok: true, value: null });
  });

  it("[IMP-10] is found by its number only once the search knows it", async () => {
    shop.settings.searchLagMs = 60_000;
    const placed = place(shop, chairs(shop));
    expect(await adminOf(shop).findOrder(placed.name)).toEqual({ ok: true, value: null });
    shop.settings.searchLagMs = 0;
    expect(await adminOf(shop).findOrder(placed.name)).toEqual({ ok: true, value: placed.legacyId });
  });

  it("is found by its fulfillment order", async () => {
    const placed = place(shop, chairs(shop));
    const gid = placed.fulfillmentOrders[0]?.id ?? "";
    expect(await adminOf(shop).findOrderId(gid)).toEqual({ ok: true, value: placed.legacyId });
    expect(await adminOf(shop).findOrderId("gid://shopify/FulfillmentOrder/1")).toEqual({ ok: true, value: null });
  });

  it("is found by its return and by what comes back with it", async () => {
    const placed = place(shop, chairs(shop));
    shop.fulfil(placed.id);
    const back = shop.createReturn(placed.id, { lines: [{ lineId: placed.lines[0]?.id ?? "", quantity: 1 }] });
    const found = { ok: true, value: placed.legacyId };
    expect(await adminOf(shop).findOrderId(back.id)).toEqual(found);
    expect(await adminOf(shop).findOrderId(back.reverseFulfillmentOrderId ?? "")).toEqual(found);
  });
});

describe("the shop", () => {
  it("tells its name, currency, timezone and what the app may do", async () => {
    const loaded = await adminOf(shop).loadShop();
    expect(loaded).toMatchObject({ ok: true, value: { name: "Acme", currency: "EUR", timezone: "Europe/Tallinn" } });
    expect(loaded.ok && loaded.value.grantedScopes).toContain("read_orders");
  });

  it("lists its locations, deactivated ones too", async () => {
    const store = shop.locations()[1]?.id ?? "";
    shop.deactivateLocation(store);
    expect(await adminOf(shop).listLocations()).toMatchObject({
      ok: true,
      value: [
        { name: "Main warehouse", isActive: true },
        { name: "Store", isActive: false },
      ],
    });
  });
});

describe("a call that fails", () => {
  const throttled = {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    extensions: {
      cost: {
        requestedQueryCost: 700,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 200, restoreRate: 100 },
      },
    },
  };
  const status = (code: number, more: Partial<Extract<Fault, { kind: "status" }>> = {}): Fault => ({
    kind: "status",
    status: code,
    ...more,
  });
  const faults: readonly (readonly [string, Fault, Partial<CallFailure>])[] = [
    ["throttled", status(200, { headers: json, body: throttled }), { kind: "rate-limited", retryAfterMs: 5_000 }],
    ["429", status(429, { headers: { "retry-after": "2.0" } }), { kind: "rate-limited", retryAfterMs: 2_000 }],
    ["402", status(402), { kind: "unavailable" }],
    ["403", status(403), { kind: "unauthorized" }],
    ["423", status(423), { kind: "unavailable" }],
    ["500", status(500, { headers: { "content-type": "text/html" }, body: "<h1>Oops</h1>" }), { kind: "unavailable" }],
    ["503", status(503), { kind: "unavailable" }],
    ["a page instead of data", status(200, { headers: { "content-type": "text/html" } }), { kind: "unavailable" }],
    ["half an answer", { kind: "truncate" }, { kind: "unavailable" }],
    ["a lost connection", { kind: "drop", when: "before" }, { kind: "unavailable" }],
    ["no answer", { kind: "no-answer", when: "before" }, { kind: "unavailable" }],
  ];

  it.each(faults)("%s is told as what it is, after one request", async (_, fault, failure) => {
    const placed = place(shop, chairs(shop));
    const before = simulator.requests().length;
    simulator.faults.add({ match: { path: /graphql/ }, fault });
    const graphql = fault.kind === "no-answer" ? impatientGraphqlFor : graphqlFor;
    const loaded = await createShopifyAdmin({ graphql: graphql(domainOf(shop)) }).loadOrder(idOf(placed));
    expect(loaded).toMatchObject({ ok: false, problem: { side: "shopify", ...failure } });
    expect(JSON.stringify(loaded)).not.toMatch(/shpat_|shprt_/);
    expect(simulator.requests().length - before).toBeLessThanOrEqual(1);
    expect(await adminOf(shop).loadOrder(idOf(placed))).toMatchObject({ ok: true });
  });

  it("[REC-6] 401 is asked again with a renewed token", async () => {
    const before = tokenRequests(shop).length;
    simulator.faults.add({ match: { path: /graphql/ }, fault: status(401, { headers: json, body: { errors: "no" } }) });
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: true });
    expect(tokenRequests(shop)).toHaveLength(before + 1);
  });

  it("names the permission that is missing", async () => {
    const placed = place(shop, { ...chairs(shop), customer: { firstName: "Ann", email: "ann@lee.example" } });
    shop.installation.revoke(["read_customers"]);
    const loaded = await adminOf(shop).loadOrder(idOf(placed));
    expect(loaded).toMatchObject({
      ok: false,
      problem: { kind: "unauthorized", words: expect.stringContaining("read_customers") },
    });
  });

  it("is unauthorized once the app is uninstalled, and without a session", async () => {
    shop.installation.uninstall();
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: false, problem: { kind: "unauthorized" } });
    await database.prisma.session.deleteMany({ where: { shop: shop.domain } });
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: false, problem: { kind: "unauthorized" } });
  });

  it("is unauthorized when the token was taken out of the session", async () => {
    await database.prisma.session.updateMany({ where: { shop: shop.domain }, data: { accessToken: "" } });
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: false, problem: { kind: "unauthorized" } });
  });
});

describe("the shop's token", () => {
  const expire = (data: { expires: Date; refreshTokenExpires?: Date }) =>
    database.prisma.session.updateMany({ where: { shop: shop.domain }, data });
  const past = () => new Date(Date.now() - 60_000);

  it("is exchanged once when two loaders of the first open ask side by side", async () => {
    const fresh = newShop();
    const contexts = await Promise.all([openApp(fresh), openApp(fresh)]);
    expect(contexts.map((context) => context.shop)).toEqual([fresh.domain, fresh.domain]);
    expect(tokenRequests(fresh)).toHaveLength(1);
    await openApp(fresh);
    expect(tokenRequests(fresh)).toHaveLength(1);
    expect(await database.prisma.lease.count()).toBe(0);
  });

  it("is renewed once when three callers find it expired", async () => {
    await expire({ expires: past() });
    // Two processes: each has its own queue, only the lease is shared.
    const elsewhere = createAdminGraphqlFor({ shopify, leases, clock, endSession });
    const there = createShopifyAdmin({ graphql: elsewhere(domainOf(shop)) });
    const before = tokenRequests(shop).length;
    const loaded = await Promise.all([adminOf(shop).loadShop(), there.loadShop(), there.listLocations()]);
    expect(loaded.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(tokenRequests(shop).length - before).toBe(1);
    expect(await database.prisma.lease.count()).toBe(0);
  });

  it("that cannot be renewed for now is no reason to give up", async () => {
    await expire({ expires: past() });
    simulator.faults.add({ match: { path: /access_token/ }, fault: { kind: "status", status: 503, body: {} } });
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: false, problem: { kind: "unavailable" } });
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: true });
  });

  it("that has run out for good needs the merchant", async () => {
    await expire({ expires: past(), refreshTokenExpires: past() });
    const before = tokenRequests(shop).length;
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: false, problem: { kind: "unauthorized" } });
    expect(tokenRequests(shop)).toHaveLength(before);
    await openApp(shop);
    expect(await adminOf(shop).loadShop()).toMatchObject({ ok: true });
  });

  it("is not given for a forged id token", async () => {
    const url = new URL(shop.installation.openAppUrl("/app"));
    url.searchParams.set("id_token", `${url.searchParams.get("id_token") ?? ""}x`);
    await database.prisma.session.deleteMany({ where: { shop: shop.domain } });
    const before = tokenRequests(shop).length;
    const thrown: unknown = await authenticateAdmin(new Request(url, { headers: browser })).catch(
      (error: unknown) => error,
    );
    expect(thrown).toBeInstanceOf(Response);
    expect(tokenRequests(shop)).toHaveLength(before);
  });
});
