import { describe, expect, it } from "vitest";
import type { PrivacyRequestView } from "../sync/views.ts";
import { KeptData } from "./kept-data.tsx";
import { RequestWords } from "./privacy-requests.tsx";
import { render } from "./testing/render.tsx";

const request: PrivacyRequestView = {
  id: "4",
  kind: "data",
  customerId: "7001",
  orderCount: 2,
  receivedAt: "2026-11-20T12:00:00Z",
  settledAt: null,
};
const drawn = (given: Partial<PrivacyRequestView> = {}): string =>
  render(
    <RequestWords request={{ ...request, ...given }} timeZone="UTC" now={Date.parse("2026-11-23T12:00:00Z")} />,
  ).replaceAll(/<[^>]+>/g, " ");

describe("[CON-7] a request from a customer", () => {
  it("says what was asked, when, and about how many orders", () => {
    expect(drawn()).toMatch(/Data request.*Open\s+Received\s+3 days ago\s*, 2 orders\./s);
    expect(drawn({ orderCount: 1 })).toContain("1 order");
  });

  it("leads to the customer in Shopify while it is known who asked", () => {
    const html = render(<RequestWords request={request} timeZone="UTC" now={0} />);
    expect(html).toContain('href="shopify://admin/customers/7001"');
    expect(drawn({ customerId: null })).not.toContain("Show the customer");
  });

  it("says when it was answered, and that an erasure is done", () => {
    const settled = { settledAt: "2026-11-22T12:00:00Z", customerId: null };
    expect(drawn(settled)).toMatch(/Answered.*answered\s+yesterday/s);
    expect(drawn({ ...settled, kind: "erasure" })).toMatch(/Erasure.*Done.*done\s+yesterday/s);
  });
});

it("[CON-7] says what is kept at all", () => {
  expect(render(<KeptData />)).toContain("are not kept on the way");
});
