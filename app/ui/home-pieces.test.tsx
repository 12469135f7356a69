import { describe, expect, it } from "vitest";
import { orderStatusBadges, orderStatuses } from "../domain/order-status.ts";
import { AlertBanner } from "./alert-banner.tsx";
import { Checklist } from "./checklist.tsx";
import { LastImportCard } from "./last-import-card.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { buildChecklist, buildHome } from "./testing/build-home.ts";
import { render } from "./testing/render.tsx";

const now = Date.parse("2026-11-23T12:00:00Z");
const checklist = (done: number) =>
  render(<Checklist checklist={buildChecklist(done)} activating={false} onActivate={() => undefined} />);

describe("Checklist", () => {
  it.each([
    [0, "Connect Katana"],
    [1, "Match locations"],
    [2, "Check settings"],
    [3, "Activate sync"],
  ])("[PAG-1] with %i steps done has one button, for the next step: %s", (done, label) => {
    const html = checklist(done);
    const step = /<li[^>]*aria-current="step".*?<\/li>/s.exec(html)?.[0] ?? "";
    expect(step).toContain(label);
    expect(html.match(/Polaris-Button--variantSecondary/g)).toHaveLength(1);
    expect(html.match(/aria-label="Done"/g) ?? []).toHaveLength(done);
  });

  it("[CON-4] promises new orders only: nothing is fetched from before the activation", () => {
    expect(checklist(3)).toContain("Orders placed before are not fetched.");
  });
});

describe("AlertBanner", () => {
  const { shop } = buildHome("active");
  it("[PAG-1] says since when Katana refuses the key, in its words, and where to mend it", () => {
    const alert = { kind: "key-refused", since: "2026-11-23T11:00:00Z", words: "The key was deleted." } as const;
    const html = render(<AlertBanner alert={alert} shop={shop} now={now} />);
    expect(html).toContain("The key was deleted.");
    expect(html).toContain("1 hour ago");
    expect(html).toContain('href="/app/settings/connection"');
  });

  it("[CON-1] names the locations without a match", () => {
    const alert = { kind: "locations-unmatched", names: ["Oslo", "Riga", "Tartu"] } as const;
    const html = render(<AlertBanner alert={alert} shop={shop} now={now} />);
    expect(html).toContain("3 locations have no match");
    expect(html).toContain("Oslo, Riga, and Tartu");
  });

  it("[PAG-1] leads to the orders that need a person", () => {
    const html = render(<AlertBanner alert={{ kind: "orders-need-you", count: 1 }} shop={shop} now={now} />);
    expect(html).toContain("1 order needs you");
    expect(html).toContain('href="/app/activity?status=needs-you"');
  });
});

describe("LastImportCard", () => {
  it("[PAG-1] says which order came over last, and when", () => {
    const lastImport = { orderName: "#1042", salesOrderNo: "SO-7", at: "2026-11-23T11:55:00Z" };
    const html = render(<LastImportCard view={buildHome("active", { lastImport })} now={now} />);
    expect(html).toContain("Order #1042 came over as sales order SO-7");
    expect(html).toContain("5 minutes ago");
  });

  it("[PAG-7] says what to expect before the first one", () => {
    expect(render(<LastImportCard view={buildHome("active")} now={now} />)).toContain("No order has come over yet.");
  });
});

it.each(orderStatuses)("[PAG-5] draws the badge of %s in its word", (status) => {
  expect(render(<StatusBadge status={status} />)).toContain(`>${orderStatusBadges[status].label}<`);
});
