import { expect, it } from "vitest";
import type { ActivityView } from "../sync/views.ts";
import { activityEmptyWords } from "./activity-empty.ts";
import { buildHome } from "./testing/build-home.ts";

const view = (
  filter: ActivityView["filter"],
  inStep = 4,
  state: "active" | "ready" = "active",
  live: ActivityView["live"] = null,
) => ({
  shop: buildHome(state).shop,
  counts: { "in-step": inStep, waiting: 0, "not-imported": 0, "needs-you": 0, retrying: 0 },
  filter,
  live,
});

it("[PAG-5] says so when it knows no order of that number", () => {
  expect(activityEmptyWords(view({ status: "all", search: "#9999" }))).toMatchObject({
    heading: "Tandem knows no order “#9999”",
    action: { url: "/app/activity" },
  });
});

it("[PAG-7] says so when Shopify could not be asked", () => {
  const live = { kind: "failed", sentence: "Shopify could not be reached.", remedy: "Try again." } as const;
  expect(activityEmptyWords(view({ status: "all", search: "#9999" }, 4, "active", live)).words).toBe(
    "Shopify could not be reached. Try again.",
  );
});

it("[PAG-5] offers to search all orders when only this tab has none of that number", () => {
  expect(activityEmptyWords(view({ status: "waiting", search: "#1" }))).toMatchObject({
    heading: "No order “#1” under Waiting",
    action: { label: "Search all orders", url: "/app/activity?q=%231" },
  });
});

it("[PAG-7] says what will appear when there is no order at all", () => {
  expect(activityEmptyWords(view({ status: "all", search: "" }, 0)).heading).toBe("No orders yet");
  expect(activityEmptyWords(view({ status: "all", search: "" }, 0, "ready"))).toMatchObject({
    heading: "Nothing is synced yet",
    action: { url: "/app" },
  });
});

it.each([
  ["waiting", "No order is waiting"],
  ["needs-you", "No order needs you"],
  ["retrying", "No order failed"],
  ["not-imported", "No order was left out"],
  ["in-step", "No order is in step yet"],
  ["all", "No orders on this page"],
] as const)("[PAG-7] has words of its own for an empty tab: %s", (status, heading) => {
  expect(activityEmptyWords(view({ status, search: "" })).heading).toBe(heading);
});
