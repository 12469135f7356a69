import { chargesOf } from "./charge.ts";
import { zero } from "./decimal.ts";
import type { LineId } from "./ids.ts";
import type { NewItem } from "./item.ts";
import { lineDiscounts } from "./line-discount.ts";
import { minorDigits } from "./minor-digits.ts";
import type { Order } from "./order.ts";
import { wantedLines } from "./quantity.ts";
import { rowMoney, taxesOf } from "./row-money.ts";
import { rowProperties } from "./row-properties.ts";
import type { DesiredRow } from "./sales-order.ts";
import type { Settings } from "./settings.ts";
import { soldItem } from "./sold-item.ts";
import { taxPercent } from "./tax-percent.ts";

/** What an order sells, as its row would say it: all that Katana need not be asked for. */
export interface SoldRow {
  readonly item: NewItem;
  /** Null for a charge, which is sent from nowhere. */
  readonly lineId: LineId | null;
  readonly row: Omit<DesiredRow, "variant" | "sku" | "locationId">;
}

const soldLines = (order: Order, settings: Settings): readonly SoldRow[] => {
  const digits = minorDigits(order.currency);
  const discountFor = lineDiscounts(order);
  return wantedLines(order).map(({ line, quantity }) => {
    const { taxPercents, toldTax } = taxesOf(line.taxLines);
    const money = rowMoney({
      quantity,
      unitPrice: line.unitPrice,
      discount: discountFor(line, quantity),
      taxPercents,
      toldTax: quantity === line.orderedQuantity ? toldTax : null,
      taxesIncluded: order.taxesIncluded,
      minorDigits: digits,
    });
    return {
      item: soldItem(line, settings),
      lineId: line.id,
      row: {
        key: line.id,
        quantity,
        ...money,
        taxPercent: taxPercent(line.taxLines),
        properties: rowProperties(line),
      },
    };
  });
};

const soldCharges = (order: Order): readonly SoldRow[] =>
  chargesOf(order).map((charge) => ({
    item: charge.item,
    lineId: null,
    row: {
      key: charge.key,
      quantity: 1,
      pricePerUnit: charge.net,
      discount: zero,
      taxPercent: charge.taxPercent,
      properties: [],
    },
  }));

/** In the order of the lines' ids, charges last (MAP-8 … MAP-11, MAP-18). */
export const soldRows = (order: Order, settings: Settings): readonly SoldRow[] => [
  ...soldLines(order, settings),
  ...soldCharges(order),
];
