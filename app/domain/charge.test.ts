import { describe, expect, it } from "vitest";
import { chargesOf } from "./charge.ts";
import type { AdditionalFee } from "./order.ts";
import { anOrder, aTax } from "./testing/build-order.ts";
import { decimal } from "./testing/ids.ts";

const fee = (price: string, percent: string): AdditionalFee => ({
  name: "Recycling",
  price: decimal(price),
  taxLines: [aTax(percent)],
});
const fees = (total: string, ...additionalFees: AdditionalFee[]) => ({
  additionalFees,
  additionalFeesTotal: decimal(total),
});

it("[MAP-18] knows none in the straight case", () => {
  expect(chargesOf(anOrder())).toEqual([]);
});

it("[MAP-18] is a service for the duties", () => {
  expect(chargesOf(anOrder({ dutiesTotal: decimal("14.20"), taxesIncluded: true }))).toEqual([
    {
      key: "duties",
      item: { key: "duties", kind: "service", name: "Duties", sku: null },
      net: "14.2",
      taxPercent: "0",
      taxesDiffer: false,
    },
  ]);
});

describe("additional fees", () => {
  it("[MAP-18] are one service without the tax in them", () => {
    const order = anOrder({ ...fees("3.60", fee("1.20", "20"), fee("2.40", "20")), taxesIncluded: true });
    expect(chargesOf(order)).toEqual([
      {
        key: "additional-fees",
        item: { key: "additional-fees", kind: "service", name: "Additional fees", sku: null },
        net: "3",
        taxPercent: "20",
        taxesDiffer: false,
      },
    ]);
  });

  it("[MAP-18] have the rate of the largest where several differ", () => {
    expect(chargesOf(anOrder(fees("3", fee("1", "24"), fee("2", "9"))))).toMatchObject([
      { net: "3", taxPercent: "9", taxesDiffer: true },
    ]);
  });

  it("[MAP-18] are what is left of them", () => {
    expect(chargesOf(anOrder(fees("0", fee("2", "9"))))).toEqual([]);
    expect(
      chargesOf(anOrder({ ...fees("1.20", fee("2.40", "20"), fee("1", "9")), taxesIncluded: true })),
    ).toMatchObject([{ net: "1", taxPercent: "20", taxesDiffer: true }]);
    expect(chargesOf(anOrder(fees("1.20")))).toMatchObject([{ net: "1.2", taxPercent: "0", taxesDiffer: false }]);
  });
});
