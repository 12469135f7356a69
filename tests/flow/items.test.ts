import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../simulators/kit/faults.ts";
import { dollarShop, euroShop } from "../../simulators/seed.ts";
import type { OrderSeed, OrderView, Shop } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { createMerchant } from "../support/merchant.ts";
import { pause } from "../support/until.ts";

/** A call's deadline and the safe time (3 s here), with room for a slow machine. */
const safelyOver = 90_000;

/** Two stores on one Katana account, one process that serves and two that work, on a PostgreSQL server. */
let flow: Flow;
let west: Shop;

beforeAll(async () => {
  flow = await startFlow({
    kind: "server",
    processes: { web: 1, worker: 2 },
    shops: [euroShop, dollarShop],
  });
  west = flow.shopify.shops()[1]!;
  await createMerchant(flow, west).setUp();
  for (const shop of [flow.shop, west]) shop.settings.routingDelayMs = 50;
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const posts = (path: string, text = "") =>
  flow.katana
    .requests()
    .filter((one) => one.method === "POST" && one.path === path && JSON.stringify(one.body).includes(text));

/** Sells something in a shop that Katana has never heard of. */
const newVariant = (shop: Shop, sku: string | null, title = `Thing ${String(sku)}`): string =>
  shop.addProduct({ title, variants: [{ sku, price: "10.00" }] }).variants[0]!.id;

let mugs: ReadonlyMap<Shop, string>;
beforeAll(() => {
  mugs = new Map(
    [flow.shop, west].map((shop) => [
      shop,
      shop
        .products()
        .flatMap(({ variants }) => variants)
        .find(({ sku }) => sku === "MUG-CER")!.id,
    ]),
  );
});

const place = (shop: Shop, seed: Partial<OrderSeed> = {}): OrderView =>
  shop.placeOrder({
    lines: [{ variantId: mugs.get(shop) ?? "", quantity: 1 }],
    customer: shop.customers()[0]?.id ?? null,
    taxes: flow.taxes(flow.shop.domain),
    ...seed,
  });

const tenOfBoth = (seed: (shop: Shop, nth: number) => Partial<OrderSeed>): readonly OrderView[] =>
  Array.from({ length: 10 }, (_none, nth) => (nth % 2 === 0 ? flow.shop : west)).map((shop, nth) =>
    place(shop, seed(shop, nth)),
  );

const allImported = async (orders: readonly OrderView[]): Promise<void> => {
  for (const order of orders) await flow.imported(order, safelyOver);
  for (const order of orders) expect(flow.salesOrdersOf(order, { includeDeleted: true }), order.name).toHaveLength(1);
};

const variantsOf = (orders: readonly OrderView[]) =>
  new Set(orders.flatMap((order) => flow.salesOrdersOf(order)[0]?.sales_order_rows.map((row) => row.variant_id) ?? []));

describe("ten orders at once, from two stores and through two workers", { timeout: 200_000 }, () => {
  it("[MAP-6] [STO-2] [STO-4] meet in one new product when they sell the same new SKU", async () => {
    const variants = new Map([flow.shop, west].map((shop) => [shop, newVariant(shop, "NEW-TEN")]));
    const orders = tenOfBoth((shop) => ({ lines: [{ variantId: variants.get(shop)!, quantity: 1 }] }));
    await allImported(orders);
    const products = flow.account.products().filter((product) => product.variants.some(({ sku }) => sku === "NEW-TEN"));
    expect(products).toMatchObject([{ uom: "pcs", is_sellable: true }]);
    expect([...variantsOf(orders)]).toEqual(products[0]?.variants.map(({ id }) => id));
  });

  it("[MAP-18] [STO-4] meet in one service for tips and one for duties", async () => {
    const orders = tenOfBoth(() => ({ tip: "2.00", duties: "3.00" }));
    await allImported(orders);
    expect(flow.account.services().filter(({ name }) => /tip/i.test(name))).toHaveLength(1);
    expect(flow.account.services().filter(({ name }) => /dut/i.test(name))).toHaveLength(1);
    expect(variantsOf(orders).size).toBe(3);
  });

  it("[MAP-7] [STO-1] share a custom item with the orders of their own store", async () => {
    const custom = { title: "Engraving Ten", price: "5.00", requiresShipping: false };
    await allImported(tenOfBoth(() => ({ lines: [{ custom, quantity: 1 }] })));
    expect(flow.account.services().filter(({ name }) => name === "Engraving Ten")).toHaveLength(2);
  });

  it("[MAP-4] [STO-4] come to one new customer, known to both stores by e-mail", async () => {
    const customers = new Map<Shop, string>();
    const person = { firstName: "Ten", lastName: "Fold", email: "ten@example.com" };
    const orders = tenOfBoth((shop) => ({ customer: customers.get(shop) ?? person }));
    await allImported(orders);
    expect(flow.account.customers().filter(({ email }) => email === person.email)).toHaveLength(1);
  });

  it("[MAP-4] [STO-4] come to the one customer for orders without any", async () => {
    await allImported(tenOfBoth(() => ({ customer: null })));
    expect(posts("/customers", "shopify-no-customer")).toHaveLength(1);
  });

  it("[MAP-10] [MAP-12] [STO-4] come to one new tax rate, of their rows and of their fee", async () => {
    const orders = tenOfBoth(() => ({
      taxes: [{ title: "VAT", rate: "0.131" }],
      shipping: [{ title: "Standard", price: "4.90", taxes: [{ title: "VAT", rate: "0.072" }] }],
    }));
    await allImported(orders);
    const rates = flow.account.taxRates().map(({ rate }) => rate);
    expect(rates.filter((rate) => rate === 13.1 || rate === 7.2).toSorted()).toEqual([13.1, 7.2]);
    for (const order of orders)
      expect(flow.salesOrdersOf(order)[0]?.shipping_fee?.tax_rate_id).toEqual(expect.any(Number));
  });
});

describe("a create of unknown outcome", { timeout: 300_000 }, () => {
  const faults: Readonly<Record<string, Fault>> = {
    "dropped before": { kind: "drop", when: "before" },
    "dropped after": { kind: "drop", when: "after" },
    "never answered": { kind: "no-answer", when: "after" },
    "taking effect late": { kind: "late-write", delayMs: 21_500 },
  };
  const names = Object.keys(faults);
  const word = (name: string) => name.replaceAll(" ", "-");
  const rates = new Map(names.map((name, nth) => [name, 40 + nth]));
  const placed = new Map<string, readonly OrderView[]>();

  /** Both stores need what the create is of, the second while its outcome is unknown. */
  const placeInto = (what: string, name: string, path: RegExp, seed: (shop: Shop) => Partial<OrderSeed>): void => {
    const text = what === "tax rate" ? `"rate":${String(rates.get(name))}` : word(name);
    flow.katana.faults.add({ match: { method: "POST", path, body: new RegExp(text) }, fault: faults[name]! });
    placed.set(
      `${what} ${name}`,
      [flow.shop, west].map((shop) => place(shop, seed(shop))),
    );
  };

  // Together: each of them waits for the same safe time.
  beforeAll(() => {
    for (const name of names) {
      placeInto("product", name, /^\/products$/, (shop) => ({
        lines: [{ variantId: newVariant(shop, `SKU-${word(name)}`), quantity: 1 }],
      }));
      placeInto("service", name, /^\/services$/, () => ({
        lines: [{ custom: { title: `Custom ${word(name)}`, price: "5.00", requiresShipping: false }, quantity: 1 }],
      }));
      placeInto("customer", name, /^\/customers$/, () => ({
        customer: { firstName: "Un", lastName: "Known", email: `${word(name)}@example.com` },
      }));
      placeInto("tax rate", name, /^\/tax_rates$/, () => ({
        taxes: [{ title: "VAT", rate: String((rates.get(name) ?? 0) / 100) }],
      }));
    }
  });

  it.each(names)("[IMP-9] [MAP-6] [STO-2] %s: one product, for both stores", async (name) => {
    await allImported(placed.get(`product ${name}`) ?? []);
    const made = flow.account.variants().filter(({ sku }) => sku === `SKU-${word(name)}`);
    expect(made).toHaveLength(1);
  });

  it.each(names)("[IMP-9] [MAP-7] %s: one service for each store's custom item", async (name) => {
    await allImported(placed.get(`service ${name}`) ?? []);
    expect(flow.account.services().filter((service) => service.name === `Custom ${word(name)}`)).toHaveLength(2);
  });

  it.each(names)("[IMP-9] [MAP-4] %s: one customer", async (name) => {
    await allImported(placed.get(`customer ${name}`) ?? []);
    const made = flow.account.customers().filter(({ email }) => email === `${word(name)}@example.com`);
    expect(made).toHaveLength(1);
  });

  it.each(names)("[IMP-9] [MAP-10] %s: one tax rate", async (name) => {
    await allImported(placed.get(`tax rate ${name}`) ?? []);
    expect(flow.account.taxRates().filter(({ rate }) => rate === rates.get(name))).toHaveLength(1);
  });
});

describe("the calls of one import", { timeout: 120_000 }, () => {
  /** What Katana was asked for one order, from its webhook to its being in step. */
  const callsOf = async (seed: Partial<OrderSeed>): Promise<readonly string[]> => {
    const before = flow.katana.requests().length;
    const order = place(flow.shop, seed);
    await flow.imported(order);
    await flow.stands(order, "in-step");
    return flow.katana
      .requests()
      .slice(before)
      .map(({ method, path }) => `${method} ${path}`);
  };
  const create = "POST /sales_orders";
  const line = (variantId: string) => ({ lines: [{ variantId, quantity: 1 }] });
  const shipping = [{ title: "Standard", price: "4.90" }];

  beforeAll(async () => {
    await flow.imported(place(flow.shop, { shipping }));
  });

  it("[IMP-2] is one when everything is known, two with a shipping fee", async () => {
    expect(await callsOf({})).toEqual([create]);
    expect(await callsOf({ shipping })).toEqual([create, "POST /sales_order_shipping_fee"]);
  });

  it("[MAP-6] is one look-up more for an unknown SKU, and one create when Katana has none", async () => {
    flow.account.addProduct({ name: "Known", sku: "SKU-known" });
    const known = newVariant(flow.shop, "SKU-known");
    expect(await callsOf(line(known))).toEqual(["GET /variants", create]);
    expect(await callsOf(line(known))).toEqual([create]);
    const fresh = newVariant(flow.shop, "SKU-new");
    expect(await callsOf(line(fresh))).toEqual(["GET /variants", "POST /products", create]);
    expect(await callsOf(line(fresh))).toEqual([create]);
  });

  it("[MAP-6] [MAP-7] [MAP-18] is one look-up and one create for what has no SKU, the first time", async () => {
    const bare = newVariant(flow.shop, null, "Bare thing");
    expect(await callsOf(line(bare))).toEqual(["GET /products", "POST /products", create]);
    expect(await callsOf(line(bare))).toEqual([create]);
    const custom = { lines: [{ custom: { title: "Counted", price: "5.00", requiresShipping: false }, quantity: 1 }] };
    expect(await callsOf(custom)).toEqual(["GET /services", "POST /services", create]);
    expect(await callsOf(custom)).toEqual([create]);
  });

  it("[MAP-4] is one look-up by id and one by e-mail for an unknown customer, and one create when Katana has none", async () => {
    const customer = { firstName: "New", lastName: "Comer", email: "new.comer@example.com" };
    expect(await callsOf({ customer })).toEqual(["GET /customers", "GET /customers", "POST /customers", create]);
    const id = flow.shop.customers().find(({ email }) => email === customer.email)?.id ?? null;
    expect(await callsOf({ customer: id })).toEqual([create]);
  });

  it("[MAP-10] is one look at the list and one create for a new tax rate", async () => {
    const taxes = [{ title: "VAT", rate: "0.0555" }];
    expect(await callsOf({ taxes })).toEqual(["GET /tax_rates", "POST /tax_rates", create]);
    expect(await callsOf({ taxes })).toEqual([create]);
  });

  it("[MAP-6] forgets what was deleted in Katana, and makes it anew", async () => {
    const bare = newVariant(flow.shop, null, "Short-lived");
    await callsOf(line(bare));
    const [product] = flow.account.products().filter(({ name }) => name === "Short-lived");
    const headers = { authorization: `Bearer ${flow.account.keys()[0] ?? ""}` };
    await fetch(`${flow.katana.url}/products/${String(product?.id)}`, { method: "DELETE", headers });
    const order = place(flow.shop, line(bare));
    await flow.imported(order, safelyOver);
    await flow.stands(order, "in-step");
    const [again] = flow.account.products().filter(({ name }) => name === "Short-lived");
    expect(again?.id).not.toBe(product?.id);
    expect(flow.salesOrdersOf(order)[0]?.sales_order_rows).toMatchObject([{ variant_id: again?.variants[0]?.id }]);
  });
});

describe("a currency that Katana does not take", { timeout: 60_000 }, () => {
  it("[MAP-14] is a reason of its own, and the order comes over once multi-currency is on", async () => {
    flow.katana.switches.multiCurrency = "refuse";
    const order = place(west);
    const merchant = createMerchant(flow, west);
    const standing = async () =>
      JSON.parse(await merchant.open(`/api/order-status?id=${encodeURIComponent(order.id)}`)) as {
        status: string;
        why?: readonly { readonly sentence: string }[];
      };
    await expect
      .poll(standing, { timeout: 30_000 })
      .toMatchObject({ status: "not-imported", why: [{ sentence: "Katana does not take sales orders in USD." }] });
    flow.katana.switches.multiCurrency = "allow";
    // Two changes within one second look the same to Shopify, which then tells only the first.
    await pause(1_100);
    west.updateNote(order.id, "now");
    await flow.imported(order);
  });
});
