import { describe, expect, it } from "vitest";
import { compareTotals, expectTotals, isWorthWarning } from "./compare-totals.ts";
import type { AnsweredTotals, ExpectedTotals } from "./compare-totals.ts";
import { describeTotals } from "./describe-totals.ts";
import { aFulfillment, aLine, anOrder, aShippingLine, aTax } from "./testing/build-order.ts";
import { decimal, katanaLocationId, lineId, salesOrderRowId, shippingFeeId, variantId } from "./testing/ids.ts";
import { totalsNotices } from "./totals-notice.ts";

/** Two rows of 29.84 and 16.13 with 24 % tax, shipping of 4.90 with tax (3.95 without). */
const expected = (overrides: Partial<ExpectedTotals> = {}): ExpectedTotals => ({
  currency: "EUR",
  shopifyTotal: decimal("61.9"),
  rowsNet: decimal("45.97"),
  rowCount: 2,
  shipping: decimal("4.9"),
  fee: decimal("3.95"),
  shippingRefunded: decimal("0"),
  refundedAfterSent: decimal("0"),
  ...overrides,
});

const row = (total: string | null): AnsweredTotals["rows"][number] => ({
  id: salesOrderRowId(1),
  key: null,
  variantId: variantId(1),
  quantity: decimal("2"),
  pricePerUnit: decimal("14.92"),
  discount: decimal("0"),
  taxRateId: null,
  locationId: katanaLocationId(1),
  manufacturingOrderId: null,
  total: total === null ? null : decimal(total),
});

const fee = { id: shippingFeeId(1), amount: decimal("3.95"), description: "Post" };

const answered = (total: string | null, overrides: Partial<AnsweredTotals> = {}): AnsweredTotals => ({
  total: total === null ? null : decimal(total),
  rows: [row("29.84"), row("16.13")],
  shippingFee: null,
  ...overrides,
});

const compared = (total: string | null, what: Partial<AnsweredTotals> = {}, of: Partial<ExpectedTotals> = {}) =>
  compareTotals(expected(of), answered(total, what));

describe("Katana's total", () => {
  it("[MAP-19] is its own, with the difference to Shopify's beside it", () => {
    expect(compared("57")).toMatchObject({ shopifyTotal: "61.9", katanaTotal: "57", difference: "-4.9" });
  });

  it("[MAP-19] may lack the fee, which Katana's answer to the rows cannot hold yet", () => {
    const comparison = compared("57");
    expect(comparison.parts).toEqual([{ kind: "shipping-fee-apart", amount: "-4.9" }]);
    expect(isWorthWarning(comparison)).toBe(false);
  });

  it("[MAP-19] may hold the fee once it is there, or keep it apart: the reading that leaves less is right", () => {
    expect(compared("61.9", { shippingFee: fee }).parts).toEqual([]);
    expect(compared("57", { shippingFee: fee }).parts).toEqual([{ kind: "shipping-fee-apart", amount: "-4.9" }]);
  });

  it("[MAP-19] is noted, and no warning, while less than a minor unit for each row lies between", () => {
    const comparison = compared("57.019");
    expect(comparison.parts).toContainEqual({ kind: "tax-rounding", amount: "0.019" });
    expect(isWorthWarning(comparison)).toBe(false);
    expect(totalsNotices(comparison)).toEqual([]);
  });

  it("[MAP-19] is a warning from a minor unit for each row on, in either direction", () => {
    for (const [total, left] of [
      ["57.02", "0.02"],
      ["56.98", "-0.02"],
    ] as const) {
      const comparison = compared(total);
      expect(comparison.parts).toContainEqual({ kind: "unexplained", amount: left });
      expect(totalsNotices(comparison)).toEqual([{ kind: "totals-differ", comparison }]);
    }
  });

  it("[MAP-19] gives the fee's tax its own share of rounding when it holds the fee", () => {
    expect(compared("61.929", { shippingFee: fee }).parts).toEqual([{ kind: "tax-rounding", amount: "0.029" }]);
    expect(compared("61.93", { shippingFee: fee }).parts).toEqual([{ kind: "unexplained", amount: "0.03" }]);
  });

  it("[MAP-19] [SET-3] is less by the shipping that was not brought over, which is said", () => {
    const comparison = compared("57", {}, { fee: null });
    expect(comparison.parts).toEqual([{ kind: "shipping-not-brought", amount: "-4.9" }]);
    expect(isWorthWarning(comparison)).toBe(true);
  });

  it("[MAP-8] [MAP-19] is more by what was refunded after it was sent, which is said", () => {
    const comparison = compared("57", {}, { refundedAfterSent: decimal("18.5"), shopifyTotal: decimal("43.4") });
    expect(comparison.parts).toEqual([
      { kind: "refunded-after-sent", amount: "18.5" },
      { kind: "shipping-fee-apart", amount: "-4.9" },
    ]);
    expect(isWorthWarning(comparison)).toBe(true);
  });

  it("[CHG-11] [MAP-19] is more by shipping that was refunded after goods were sent, where Katana counts the fee", () => {
    const refunded = { shopifyTotal: decimal("57"), shipping: decimal("0"), fee: decimal("0") };
    const given = { ...refunded, shippingRefunded: decimal("4.9") };
    const comparison = compared("61.9", { shippingFee: fee }, given);
    expect(comparison.parts).toEqual([{ kind: "shipping-refunded-after-sent", amount: "4.9" }]);
    expect(describeTotals(comparison)).toContain("+€4.90 (shipping refunded after goods were sent)");
    expect(compared("57", { shippingFee: fee }, given).parts).toEqual([]);
    // Refunded while the sales order was open: the fee went along.
    const lowered = { ...fee, amount: decimal("0") };
    expect(compared("57", { shippingFee: lowered }, given).parts).toEqual([]);
  });

  it("[MAP-19] is a warning when Katana's rows do not come to what was sent, however little it is", () => {
    const comparison = compared("57.01", { rows: [row("29.85"), row("16.13")] });
    expect(comparison.parts).toEqual([
      { kind: "rows-differ", amount: "0.01" },
      { kind: "shipping-fee-apart", amount: "-4.9" },
    ]);
    expect(isWorthWarning(comparison)).toBe(true);
  });

  it("[MAP-19] reckons a row whose total Katana does not tell from what it does tell", () => {
    expect(compared("57", { rows: [row(null), row("16.13")] }).parts).toEqual(compared("57").parts);
  });

  it("[MAP-19] is a warning when the answer does not tell it", () => {
    const comparison = compared(null);
    expect(comparison).toMatchObject({ katanaTotal: null, difference: null, parts: [] });
    expect(totalsNotices(comparison)).toHaveLength(1);
    expect(totalsNotices(null)).toEqual([]);
  });

  it("[MAP-19] follows the currency's smallest unit", () => {
    const yen = { currency: "JPY", shopifyTotal: decimal("9600"), rowsNet: decimal("45.97"), fee: null };
    const bare = { ...yen, rowsNet: decimal("8727"), rowCount: 1, shipping: decimal("0") };
    const rows = [row("8727")];
    expect(compared("9599.7", { rows }, bare).parts).toEqual([{ kind: "tax-rounding", amount: "-0.3" }]);
    expect(compared("9599", { rows }, bare).parts).toEqual([{ kind: "unexplained", amount: "-1" }]);
  });

  it("[MAP-19] is put into words without rounding that nobody can see", () => {
    expect(describeTotals(compared("61.9000000001", { shippingFee: fee }))).toBe(
      "The order's total in Shopify is €61.90 and the sales order's in Katana €61.90.",
    );
  });

  it("[MAP-19] says that the tax of rows which differ is part of what is left", () => {
    const parts = [
      { kind: "rows-differ", amount: decimal("-14.92") },
      { kind: "unexplained", amount: decimal("-3.58") },
    ] as const;
    const totals = { currency: "EUR", shopifyTotal: decimal("55.5"), katanaTotal: decimal("37") };
    expect(describeTotals({ ...totals, difference: decimal("-18.5"), parts })).toContain(
      "−€3.58 (tax of those rows, and what nothing else explains)",
    );
  });

  it("[MAP-19] is put into words with every part, the smallest too", () => {
    expect(describeTotals(compared("57.02", {}, { refundedAfterSent: decimal("0.001") }))).toBe(
      "The order's total in Shopify is €61.90 and the sales order's in Katana €57.02: +0.001 EUR (units refunded after they were sent), −€4.90 (the shipping fee, which Katana keeps beside its total), +€0.02 (rounding of tax).",
    );
  });
});

describe("what is taken down of the order", () => {
  const sent = { quantity: 3, pricePerUnit: decimal("8.3333333333"), discount: decimal("5") };

  it("[MAP-19] is Shopify's total, the rows as they are sent, and the shipping with its tax", () => {
    const order = anOrder({
      taxesIncluded: false,
      currency: "EUR",
      shippingLines: [aShippingLine({ price: decimal("5"), taxLines: [aTax("6"), aTax("4.25")] }), aShippingLine()],
    });
    const fee = { description: "Post", amount: decimal("10"), taxPercent: decimal("10.25") };
    expect(expectTotals(order, { rows: [sent, sent], shippingFee: fee })).toEqual({
      currency: "EUR",
      shopifyTotal: order.totals.total,
      rowsNet: "40",
      rowCount: 2,
      // 5.00 + 0.30 + 0.21 and 5.00 + 1.00
      shipping: "11.51",
      fee: "10",
      shippingRefunded: "0",
      refundedAfterSent: "0",
    });
  });

  it("[MAP-19] counts what was refunded of the shipping, with its tax", () => {
    const shippingLines = [aShippingLine({ price: decimal("2"), refunded: decimal("3"), taxLines: [aTax("20")] })];
    const refunded = (taxesIncluded: boolean) =>
      expectTotals(anOrder({ taxesIncluded, shippingLines }), { rows: [], shippingFee: null }).shippingRefunded;
    expect(refunded(true)).toBe("3");
    expect(refunded(false)).toBe("3.6");
  });

  it("[MAP-8] [MAP-19] counts units refunded after they were sent at what they cost, discount and tax in it", () => {
    const line = aLine({
      orderedQuantity: 5,
      currentQuantity: 4,
      unfulfilledQuantity: 2,
      unitPrice: decimal("12.4"),
      discount: decimal("6.2"),
      taxLines: [aTax("24")],
    });
    const fulfillments = [aFulfillment([{ lineId: lineId("101"), quantity: 3 }])];
    const refunded = (taxesIncluded: boolean) =>
      expectTotals(anOrder({ taxesIncluded, lines: [line], fulfillments, shippingLines: [] }), {
        rows: [sent],
        shippingFee: null,
      }).refundedAfterSent;
    // Of 62.00 - 6.20 for five, 49.60 - 4.96 for four: 11.16.
    expect(refunded(true)).toBe("11.16");
    expect(refunded(false)).toBe("13.84");
  });
});
