import { sum } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { TaxLine } from "./order.ts";

/** The sum of all rates, in percent (MAP-10); zero without any. */
export const taxPercent = (taxLines: readonly TaxLine[]): Decimal => sum(taxLines.map((tax) => tax.ratePercent));
