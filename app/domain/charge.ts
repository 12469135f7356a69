import { sum, zero } from "./decimal.ts";
import type { ItemKey, RowKey } from "./ids.ts";
import type { NewItem } from "./item.ts";
import { largest, oneAmount } from "./one-amount.ts";
import type { OneAmount } from "./one-amount.ts";
import type { Order } from "./order.ts";

/** What an order charges beside its lines and its shipping. Each becomes a row for one unit of a service (MAP-18). */
export interface Charge extends OneAmount {
  readonly key: RowKey;
  readonly item: NewItem;
}

/** A service that stands for a charge, the same in every shop. It is remembered by its key, which must therefore never change. */
const service = (key: ItemKey, name: string): NewItem => ({ key, kind: "service", name, sku: null });

export const giftCard = service("gift-card", "Gift card");
export const tip = service("tip", "Tip");
const duties = service("duties", "Duties");
const additionalFees = service("additional-fees", "Additional fees");

const dutiesOf = (order: Order): readonly Charge[] =>
  order.dutiesTotal === zero
    ? []
    : [
        {
          key: "duties",
          item: duties,
          ...oneAmount([{ price: order.dutiesTotal, taxLines: [] }], order),
        },
      ];

/** Shopify tells the fees as they were placed, and what is left of them only in all. */
const additionalFeesOf = (order: Order): readonly Charge[] => {
  const { additionalFees: fees, additionalFeesTotal: left } = order;
  if (left === zero) return [];
  const placed = oneAmount(fees, order);
  const isWhole = sum(fees.map(({ price }) => price)) === left;
  const rest = { price: left, taxLines: largest(fees).flatMap(({ taxLines }) => taxLines) };
  return [
    {
      key: "additional-fees",
      item: additionalFees,
      ...(isWhole ? placed : { ...oneAmount([rest], order), taxesDiffer: placed.taxesDiffer }),
    },
  ];
};

export const chargesOf = (order: Order): readonly Charge[] => [...dutiesOf(order), ...additionalFeesOf(order)];
