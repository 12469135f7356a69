import { graphqlAmount, type Bag } from "../money.ts";
import type { OrderState, TaxState } from "../state.ts";

export const money = (minor: number, currencyCode: string): object => ({
  __typename: "MoneyV2",
  amount: graphqlAmount(minor, currencyCode),
  currencyCode,
});

export const moneyBag = (order: OrderState, bag: Bag): object => ({
  __typename: "MoneyBag",
  shopMoney: money(bag.shop, order.currency),
  presentmentMoney: money(bag.presentment, order.presentmentCurrency),
});

export const taxLines = (order: OrderState, taxes: readonly TaxState[], amounts: readonly Bag[]): object[] =>
  taxes.map((tax, index) => ({
    __typename: "TaxLine",
    title: tax.title,
    rate: Number(tax.rate),
    ratePercentage: Number((Number(tax.rate) * 100).toFixed(6)),
    channelLiable: false,
    source: "Shopify",
    priceSet: moneyBag(order, amounts[index] ?? { shop: 0, presentment: 0 }),
  }));

export const attributes = (pairs: readonly { readonly key: string; readonly value: string }[]): object[] =>
  pairs.map(({ key, value }) => ({ __typename: "Attribute", key, value }));

export const count = (of: number, precision: "EXACT" | "AT_LEAST" = "EXACT"): object => ({
  __typename: "Count",
  count: of,
  precision,
});
