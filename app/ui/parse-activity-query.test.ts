import { describe, expect, it } from "vitest";
import { orderStatuses } from "../domain/order-status.ts";
import { activityTabs, activityUrl, countOf } from "./activity-filter.ts";
import { parseActivityQuery } from "./parse-activity-query.ts";

const parse = (search: string) => parseActivityQuery(new URLSearchParams(search));

describe("parseActivityQuery", () => {
  it("[PAG-5] shows every order from the first page when nothing is asked", () => {
    expect(parse("")).toEqual({ status: "all", search: "", page: 1 });
  });

  it("[PAG-5] reads filter, search and page", () => {
    expect(parse("status=needs-you&q=%20%231042%20&page=3")).toEqual({ status: "needs-you", search: "#1042", page: 3 });
  });

  it.each([["status=lost"], ["page=0"], ["page=-2"], ["page=1.5"], ["page=x"], ["page=1e12"]])(
    "[PAG-5] takes a wrong %s as not said",
    (search) => {
      expect(parse(search)).toEqual({ status: "all", search: "", page: 1 });
    },
  );

  it("[PAG-5] cuts an endless search", () => {
    expect(parse(`q=${"9".repeat(5000)}`).search).toHaveLength(64);
  });
});

describe("activityUrl", () => {
  it("[PAG-5] keeps filter, search and page in the address, so that Back works", () => {
    const place = { status: "not-imported", search: "#1 & 2", page: 2 } as const;
    const url = activityUrl(place);
    expect(parse(new URL(url, "https://tandem.test").search)).toEqual(place);
  });

  it("[PAG-5] leaves out what is usual", () => {
    expect(activityUrl({ status: "all", search: "", page: 1 })).toBe("/app/activity");
  });
});

describe("activityTabs", () => {
  it("[PAG-5] has a tab for every status, so that no order hides", () => {
    expect([...activityTabs].sort()).toEqual(["all", ...orderStatuses].sort());
  });

  it("[REC-4] counts every order once under All", () => {
    const counts = { "in-step": 5, waiting: 1, "not-imported": 2, "needs-you": 3, retrying: 4 };
    expect(countOf(counts, "all")).toBe(15);
    expect(countOf(counts, "retrying")).toBe(4);
  });
});
