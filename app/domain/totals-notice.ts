import { isWorthWarning } from "./compare-totals.ts";
import type { TotalsComparison } from "./compare-totals.ts";
import type { Notice } from "./plan.ts";

/** The warning that two totals are worth, if any (MAP-19). Null: nothing was compared. */
export const totalsNotices = (comparison: TotalsComparison | null): readonly Notice[] =>
  comparison !== null && isWorthWarning(comparison) ? [{ kind: "totals-differ", comparison }] : [];
