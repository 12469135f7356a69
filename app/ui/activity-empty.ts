import type { ActivityView } from "../sync/views.ts";
import { activityUrl, countOf, filterLabel, type StatusFilter } from "./activity-filter.ts";

export interface EmptyWords {
  readonly heading: string;
  readonly words: string;
  readonly action: { readonly label: string; readonly url: string } | null;
}

const all = { status: "all", search: "", page: 1 } as const;

/** Why Activity has nothing to show, and what would change that. */
export const activityEmptyWords = (view: Pick<ActivityView, "shop" | "counts" | "filter" | "live">): EmptyWords => {
  const { status, search } = view.filter;
  if (search !== "") return unknownNumber(search, view);
  if (countOf(view.counts, "all") === 0) return nothingYet(view.shop.state === "active");
  return {
    heading: nothingIn(status),
    words: "Orders move here and away again by themselves, as they change.",
    action: { label: "Show all orders", url: activityUrl(all) },
  };
};

const unknownNumber = (
  search: string,
  { filter: { status }, live }: Pick<ActivityView, "filter" | "live">,
): EmptyWords => {
  if (status !== "all")
    return {
      heading: `No order “${search}” under ${filterLabel(status)}`,
      words: "It may stand elsewhere.",
      action: { label: "Search all orders", url: activityUrl({ ...all, search }) },
    };
  const action = { label: "Show all orders", url: activityUrl(all) };
  const heading = `Tandem knows no order “${search}”`;
  if (live?.kind === "failed") return { heading, words: `${live.sentence} ${live.remedy}`, action };
  return {
    heading,
    words:
      "Shopify was asked just now and shows none either. An order that was placed seconds ago may take a moment to be found; one older than 60 days is shown only with a permission of its own.",
    action,
  };
};

const nothingYet = (active: boolean): EmptyWords =>
  active
    ? {
        heading: "No orders yet",
        words: "Orders appear here within seconds of being placed or changed in Shopify.",
        action: null,
      }
    : {
        heading: "Nothing is synced yet",
        words: "Once sync is active, each order appears here with where it stands and why.",
        action: { label: "Go to Home", url: "/app" },
      };

const nothingIn = (status: StatusFilter): string => {
  switch (status) {
    case "waiting":
      return "No order is waiting";
    case "needs-you":
      return "No order needs you";
    case "retrying":
      return "No order failed";
    case "not-imported":
      return "No order was left out";
    case "in-step":
      return "No order is in step yet";
    case "all":
      return "No orders on this page";
  }
};
