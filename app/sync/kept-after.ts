import { noFulfillments } from "../domain/fulfillment-pair.ts";
import type { SalesOrderId } from "../domain/ids.ts";
import type { ImportHistory } from "../domain/eligibility.ts";
import type { KeptLink, NewLink } from "./stores.ts";

/** The sales orders that an order came over as before `salesOrderId`. */
export const earlierAfter = (before: KeptLink | null, salesOrderId: SalesOrderId): readonly SalesOrderId[] => {
  if (before === null) return [];
  const earlier = [...before.earlierSalesOrderIds, before.salesOrderId];
  return [...new Set(earlier)].filter((id) => id !== salesOrderId);
};

/** What is kept of the order's link once `link` was written `at` (ISO-8601) over what was kept `before`. */
export const keptAfter = (
  before: KeptLink | null,
  { goneFromKatana, found, ...link }: Omit<NewLink, "attemptId" | "timeline">,
  at: string,
): KeptLink => ({
  ...link,
  goneFromKatanaAt: goneFromKatana ? at : null,
  cameOverAt: at,
  fulfillments: noFulfillments,
  fulfillmentsMovedAt: found ? at : null,
  carryOverAt: null,
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
