import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrderSeed, Shop, ShopifySimulator } from "./control.ts";
import { allocate, digitsOf, toMinor } from "./money.ts";
import { startShopifySimulator } from "./simulator.ts";

describe("allocation", () => {
  it("gives out exactly the amount, and no part more than its weight", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(weights, fc.float({ min: 0, max: 1, noNaN: true }), (parts, share) => {
        const total = parts.reduce((all, part) => all + part, 0);
        const amount = Math.floor(total * share);
        const shares = allocate(amount, parts);
        expect(shares.reduce((all, part) => all + part, 0)).toBe(amount);
        shares.forEach((part, index) => expect(part).toBeLessThanOrEqual(parts[index] ?? 0));
      }),
    );
  });
});

const CURRENCIES = ["EUR", "JPY", "KWD"];

const amountIn = (currency: string, max = 50_000) =>
  fc.integer({ min: 0, max }).map((minor) => {
    const digits = digitsOf(currency);
    const text = String(minor).padStart(digits + 1, "0");
    return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  });

const rate = fc.constantFrom("0.24", "0.2", "0.055", "0.0825", "0.19");

function discountIn(currency: string) {
  return fc.oneof(
    fc.integer({ min: 1, max: 100 }).map((percent) => ({ percent })),
    amountIn(currency).map((amount) => ({ amount })),
  );
}

function orderIn(currency: string): fc.Arbitrary<OrderSeed> {
  const line = fc.record(
    {
      custom: fc.record({ title: fc.constant("Thing"), price: amountIn(currency) }),
      quantity: fc.integer({ min: 1, max: 9 }),
      discount: discountIn(currency),
    },
    { requiredKeys: ["custom", "quantity"] },
  );
  return fc.record(
    {
      lines: fc.array(line, { minLength: 1, maxLength: 6 }),
      discount: discountIn(currency),
      shipping: fc.array(fc.record({ title: fc.constant("Post"), price: amountIn(currency, 5000) }), { maxLength: 2 }),
      taxes: fc.array(fc.record({ title: fc.constantFrom("VAT", "State"), rate }), { maxLength: 2 }),
      taxesIncluded: fc.boolean(),
      tip: amountIn(currency, 500),
      presentment: fc.record({
        currency: fc.constantFrom("USD", "JPY", "KWD"),
        rate: fc.constantFrom("1.0837", "163.2", "0.331"),
      }),
    },
    { requiredKeys: ["lines", "taxesIncluded"] },
  );
}

describe("order totals", () => {
  let simulator: ShopifySimulator;
  let folder: string;
  const shops = new Map<string, Shop>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "totals-"));
    writeFileSync(join(folder, "app.toml"), "name = 'x'");
    const app = {
      clientId: "a",
      clientSecret: "b",
      url: "http://127.0.0.1:1",
      configuration: join(folder, "app.toml"),
    };
    simulator = await startShopifySimulator({ app });
    for (const currency of CURRENCIES)
      shops.set(currency, simulator.addShop({ domain: `${currency.toLowerCase()}.myshopify.com`, currency }));
  });
  afterAll(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  });

  const minor = (amount: string, currency: string): number => toMinor(amount, currency);

  it.each(CURRENCIES)("close in %s: subtotal + tax + shipping + tip = total", (currency) => {
    const shop = shops.get(currency) as Shop;
    fc.assert(
      fc.property(orderIn(currency), (seed) => {
        const { totals, taxesIncluded, lines } = shop.placeOrder(seed);
        const of = (amount: string): number => minor(amount, currency);
        const tip = of(seed.tip ?? "0");
        expect(of(totals.subtotal) + of(totals.shipping) + tip + (taxesIncluded ? 0 : of(totals.tax))).toBe(
          of(totals.total),
        );
        const goods = lines.filter((line) => line.title !== "Tip");
        const gross = goods.reduce((all, line) => all + of(line.unitPrice) * line.quantity, 0);
        const discount = goods.reduce((all, line) => all + of(line.discount), 0);
        expect(gross - discount).toBe(of(totals.subtotal));
      }),
      { numRuns: 60 },
    );
  });

  it.each(CURRENCIES)("in %s refunding line by line gives back exactly what was paid", (currency) => {
    const shop = shops.get(currency) as Shop;
    fc.assert(
      fc.property(orderIn(currency), (seed) => {
        const order = shop.placeOrder(seed);
        for (const line of order.lines) {
          for (let unit = 0; unit < line.quantity; unit += 1)
            shop.refund(order.id, { lines: [{ lineId: line.id, quantity: 1 }] });
        }
        const now = shop.refund(order.id, { shipping: "full" });
        expect(now.totals).toMatchObject({ subtotal: now.totals.tax, total: now.totals.shipping });
        expect(minor(now.totals.total, currency)).toBe(0);
        expect(now.totals.refunded).toBe(order.totals.total);
        expect(minor(now.totals.outstanding, currency)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
