import { type OrderStatus, orderStatusBadges } from "../domain/order-status.ts";
import type { OrderCounts } from "../sync/views.ts";

export type StatusFilter = OrderStatus | "all";

/** Activity's tabs, in their order: what needs the merchant's patience or hand comes before what is done. */
export const activityTabs: readonly StatusFilter[] = [
  "all",
  "waiting",
  "needs-you",
  "retrying",
  "not-imported",
  "in-step",
];

export const filterLabel = (filter: StatusFilter): string =>
  filter === "all" ? "All" : orderStatusBadges[filter].label;

export const countOf = (counts: OrderCounts, filter: StatusFilter): number =>
  filter === "all" ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[filter];

interface ActivityPlace {
  readonly status: StatusFilter;
  readonly search: string;
  readonly page: number;
}

/** The address of a list; what is usual is left out of it. */
export const activityUrl = ({ status, search, page }: ActivityPlace): string => {
  const query = new URLSearchParams();
  if (status !== "all") query.set("status", status);
  if (search !== "") query.set("q", search);
  if (page > 1) query.set("page", String(page));
  return query.size === 0 ? "/app/activity" : `/app/activity?${query}`;
};
