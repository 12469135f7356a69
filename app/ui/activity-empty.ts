import type { ActivityView } from "../sync/views.ts";
import { activityUrl, countOf, filterLabel, type StatusFilter } from "./activity-filter.ts";

export interface EmptyWords {
  readonly heading: string;
  readonly words: string;
  readonly action: { readonly label: string; readonly url: string } | null;
}

const all = { status: "all", search: "", page: 1 } as const;

/** Why Activity has nothing to show, and what would change that. */
export const activityEmptyWords = (view: Pick<ActivityView, "shop" | "counts" | "filter">): EmptyWords => {
  const { status, search } = view.filter;
  if (search !== "") return unknownNumber(search, status);
  if (countOf(view.counts, "all") === 0) return nothingYet(view.shop.state === "active");
  return {
    heading: nothingIn(status),
    words: "Orders move here and away again by themselves, as they change.",
    action: { label: "Show all orders", url: activityUrl(all) },
  };
};

const unknownNumber = (search: string, status: StatusFilter): EmptyWords =>
  status === "all"
    ? {
        heading: `Tandem knows no order “${search}”`,
        words:
          "It lists an order once Shopify has told it about the order. Check the number, or look the order up in Shopify.",
        action: { label: "Show all orders", url: activityUrl(all) },
      }
    : {
        heading: `No order “${search}” under ${filterLabel(status)}`,
        words: "It may stand elsewhere.",
        action: { label: "Search all orders", url: activityUrl({ ...all, search }) },
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
