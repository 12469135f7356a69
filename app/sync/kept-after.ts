import type { SalesOrderId } from "../domain/ids.ts";
import type { ImportHistory } from "../domain/eligibility.ts";
import type { KeptLink, NewLink } from "./stores.ts";

/** The sales orders that an order came over as before `salesOrderId`. */
export const earlierAfter = (before: KeptLink | null, salesOrderId: SalesOrderId): readonly SalesOrderId[] => {
  if (before === null) return [];
  const earlier = [...before.earlierSalesOrderIds, before.salesOrderId];
  return [...new Set(earlier)].filter((id) => id !== salesOrderId);
};

/** What is kept of the order's link once `link` was written over what was kept `before`. */
export const keptAfter = (
  before: KeptLink | null,
  link: Omit<NewLink, "attemptId" | "goneFromKatana" | "timeline">,
  goneFromKatanaAt: string | null,
): KeptLink => ({
  ...link,
  goneFromKatanaAt,
  deletedBecause: null,
  returns: null,
  returnsMovedAt: null,
  earlierSalesOrderIds: earlierAfter(before, link.salesOrderId),
});

/** IMP-7 */
export const importedAs = ({
  salesOrderNo,
  goneFromKatanaAt,
  deletedBecause,
}: KeptLink): NonNullable<ImportHistory["importedAs"]> => ({
  salesOrderNo,
  deletedInKatana: goneFromKatanaAt !== null,
  deletedBecause,
});
