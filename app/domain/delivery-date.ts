import type { KatanaFactory } from "./sales-order.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** ISO-8601: created plus the longest of the rows' lead times (days), else the account's default, else just created (MAP-3). */
export const deliveryDate = (createdAt: string, leadTimes: readonly number[], factory: KatanaFactory): string => {
  const days = leadTimes.length > 0 ? Math.max(...leadTimes) : (factory.defaultDeliveryDays ?? 0);
  return new Date(Date.parse(createdAt) + days * dayMs).toISOString();
};
