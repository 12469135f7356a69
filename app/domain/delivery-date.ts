import type { KatanaFactory, KatanaVariant } from "./sales-order.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** ISO-8601: created plus the longest lead time of the rows' variants, else the account's default, else just created (MAP-3). */
export const deliveryDate = (createdAt: string, variants: readonly KatanaVariant[], factory: KatanaFactory): string => {
  const leadTimes = variants.map((variant) => variant.leadTimeDays).filter((days) => days !== null);
  const days = leadTimes.length > 0 ? Math.max(...leadTimes) : (factory.defaultDeliveryDays ?? 0);
  return new Date(Date.parse(createdAt) + days * dayMs).toISOString();
};
