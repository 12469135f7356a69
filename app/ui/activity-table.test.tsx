import { describe, expect, it } from "vitest";
import type { OrderId } from "../domain/ids.ts";
import type { ActivityRowView } from "../sync/views.ts";
import { ActivityTable } from "./activity-table.tsx";
import { render } from "./testing/render.tsx";

const row: ActivityRowView = {
  orderId: "9007199254740993" as OrderId,
  name: "#1042",
  total: "129.00",
  currency: "EUR",
  status: "in-step",
  why: "Katana has it as sales order SO-7.",
  reasons: [],
  salesOrder: { id: 7, no: "SO-7", url: "https://factory.katanamrp.com/salesorder/7" },
  updatedAt: "2026-11-23T11:30:00.000Z",
};

const table = (
  rows: readonly ActivityRowView[],
  paging: Parameters<typeof ActivityTable>[0]["paging"] = null,
): string =>
  render(
    <ActivityTable
      rows={rows}
      timeZone="UTC"
      now={Date.parse("2026-11-23T12:00:00Z")}
      loading={false}
      requests={{ ask: () => undefined, asking: null }}
      paging={paging}
    />,
  );

describe("ActivityTable", () => {
  it("[PAG-5] says of an order its numbers on both sides, its status, why, total and when", () => {
    const html = table([row]);
    for (const words of ["#1042", "SO-7", "In step", row.why, "€129.00", "30 minutes ago"]) {
      expect(html).toContain(words);
    }
  });

  it("[PAG-5] links to the order in the Shopify admin and to the sales order in Katana", () => {
    const html = table([row]);
    expect(html).toMatch(/<a target="_top"[^>]*href="shopify:\/\/admin\/orders\/9007199254740993"/);
    expect(html).toMatch(/<a target="_blank"[^>]*href="https:\/\/factory\.katanamrp\.com\/salesorder\/7"/);
  });

  it("[PAG-5] says when there is no sales order", () => {
    expect(table([{ ...row, salesOrder: null }])).toContain(">None<");
  });

  it("[PAG-5] does not lead to a sales order that was deleted", () => {
    const html = table([{ ...row, reasons: [{ kind: "deleted-in-katana", salesOrderNo: "SO-7" }] }]);
    expect(html).toContain("SO-7, deleted");
    expect(html).not.toContain("factory.katanamrp.com");
  });

  it("[PAG-5] leads to the pages before and after", () => {
    const html = table([row], { previous: null, next: "/app/activity?page=2", label: "Page 1 of 2" });
    expect(html).toContain('href="/app/activity?page=2"');
    expect(html).toContain("Page 1 of 2");
  });
});
