import { decimal, multiply, roundTo, sum, toExactText, toNumber, type Decimal } from "./money.ts";
import type { SalesOrder, SalesOrderRow, ShippingFee } from "./state.ts";
import type { KatanaSwitches } from "./switches.ts";
import { alive } from "./table.ts";
import type { Account, World } from "./world.ts";

const ONE = decimal(1);
const CENTS = 2;

export const keptPrice = (price: number): string => toExactText(roundTo(decimal(price), 10), 0);

export function keptDiscount(switches: KatanaSwitches, discount: number): string {
  return toExactText(switches.discountDecimals === "two" ? roundTo(decimal(discount), CENTS) : decimal(discount), 0);
}

/** Without tax, after discount, never below nothing. */
export function rowTotal(row: SalesOrderRow): Decimal {
  const total = multiply(decimal(row.quantity), decimal(row.price_per_unit)) - decimal(row.total_discount);
  return total > 0n ? total : 0n;
}

function taxOf(account: Account, net: Decimal, taxRateId: number | null): Decimal {
  const rate = taxRateId === null ? undefined : account.tables.taxRates.get(taxRateId);
  return rate ? multiply(net, decimal(rate.rate) / 100n) : 0n;
}

export const feeOf = (account: Account, order: SalesOrder): ShippingFee | undefined =>
  alive(account.tables.shippingFees.of(order.id)).at(-1);

/** With tax; how the tax is rounded and whether the shipping fee counts are switches. */
export function orderTotal(world: World, account: Account, order: SalesOrder): Decimal {
  const { taxRounding, shippingFeeInTotal } = world.switches;
  const rows = alive(account.tables.salesOrderRows.of(order.id));
  const parts = rows.map((row) => ({ net: rowTotal(row), taxRateId: row.tax_rate_id }));
  const fee = shippingFeeInTotal ? feeOf(account, order) : undefined;
  if (fee) parts.push({ net: decimal(fee.amount), taxRateId: fee.tax_rate_id });

  const gross = parts.map(({ net, taxRateId }) => net + taxOf(account, net, taxRateId));
  if (taxRounding === "per-row") return sum(gross.map((part) => roundTo(part, CENTS)));
  return taxRounding === "per-order" ? roundTo(sum(gross), CENTS) : sum(gross);
}

/** At the order's rate; one to one while it has none. */
export const inBaseCurrency = (order: SalesOrder, value: Decimal): number =>
  toNumber(multiply(value, order.conversion_rate === null ? ONE : decimal(order.conversion_rate)));
