import { describe, expect, it } from "vitest";
import type { BackfillView, HomeView } from "../sync/views.ts";
import { orderStatusBadges, orderStatuses } from "../domain/order-status.ts";
import { AlertBanner } from "./alert-banner.tsx";
import { BackfillProgress } from "./backfill-card.tsx";
import { aboutWords, leftOutWords } from "./backfill-words.ts";
import { Checklist } from "./checklist.tsx";
import { accountedWords } from "./counts-card.tsx";
import { RightNowCard } from "./right-now-card.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { buildChecklist, buildHome } from "./testing/build-home.ts";
import { render } from "./testing/render.tsx";

const now = Date.parse("2026-11-23T12:00:00Z");
const checklist = (done: number, activatedBefore = false) =>
  render(
    <Checklist
      view={{ checklist: buildChecklist(done), activatedBefore }}
      activating={false}
      onActivate={() => undefined}
    />,
  );

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

  it("[CON-4] says how far a first activation reaches, and that a later one does not reach back", () => {
    expect(checklist(3)).toContain("Those of the 14 days before come over as well; older ones stay out.");
    expect(checklist(3, true)).toContain("Those placed while sync was off stay out.");
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

  it("[PAG-1] says since when Katana is away, and that nothing has to be done", () => {
    const alert = { kind: "katana-away", since: "2026-11-23T11:00:00Z", words: "Katana answered 503" } as const;
    const html = render(<AlertBanner alert={alert} shop={shop} now={now} />);
    expect(html).toContain("Katana does not answer");
    expect(html).toContain("1 hour ago");
    expect(html).toContain("Katana answered 503.");
  });

  it("[CON-6] warns that Katana's own Shopify integration is still on", () => {
    const alert = { kind: "native-integration-on", since: "2026-11-23T11:00:00Z" } as const;
    const html = render(<AlertBanner alert={alert} shop={shop} now={now} />);
    expect(html).toContain("own Shopify integration is still on");
    expect(html).toContain("1 hour ago");
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

  it.each([
    [1, "A customer asks for their data"],
    [2, "2 customers ask for their data"],
  ])("[CON-7] leads %i customers' requests to where they are answered", (count, title) => {
    const html = render(<AlertBanner alert={{ kind: "data-requests-open", count }} shop={shop} now={now} />);
    expect(html).toContain(title);
    expect(html).toContain('href="/app/settings/privacy"');
  });
});

describe("BackfillProgress", () => {
  const halfway = { total: 12, lookedAt: 6, imported: 5, left: 6, leftMs: 20_000 };
  const drawn = (given: Partial<BackfillView> = {}, olderOpen: number | null = null) =>
    render(<BackfillProgress backfill={{ ...halfway, ...given }} olderOpen={olderOpen} />);

  it("[PAG-1] tells how far the orders of the last 14 days came, and about how long it takes", () => {
    const html = drawn();
    expect(html).toContain("12 orders of the last 14 days are coming over, about 20 seconds.");
    expect(html).toContain("6 of 12 looked at, 5 came over.");
    expect(html).toMatch(/<progress[^>]*value="50"/);
  });

  it.each([
    [{ total: 0, lookedAt: 0, left: 0 }, "Looking for orders of the last 14 days."],
    [{ total: 1, lookedAt: 0, left: 1, leftMs: 500 }, "1 order of the last 14 days is coming over, about 10 seconds."],
    [{ total: 3, lookedAt: 3, left: 0 }, "All 3 orders of the last 14 days were looked at."],
  ])("[PAG-1] says of %o: %s", (given, words) => {
    expect(drawn(given)).toContain(words);
  });

  it.each([
    [null, null],
    [0, null],
    [1, "1 open order is older than that and stays out."],
    [1200, "1,200 open orders are older than that and stay out."],
  ])("[IMP-5] offers %o older open orders, and brings none over", (count, words) => {
    const html = drawn({}, count);
    if (words === null) expect(html).not.toContain("older than that");
    else expect(html).toContain(words);
  });

  it.each([
    [30_000, "about 30 seconds"],
    [60_000, "about 1 minute"],
    [200_000, "about 3 minutes"],
    [3_600_000, "about 1 hour"],
    [7_200_000, "about 2 hours"],
  ])("[PAG-1] says %i ms as %s", (ms, words) => {
    expect(aboutWords(ms)).toBe(words);
  });

  it.each([
    [0, "No order that Tandem knows of was placed during the pause."],
    [1, "1 order was placed during the pause. It stays out of Katana;"],
    [2, "2 orders were placed during the pause. They stay out of Katana;"],
  ])("[CON-5] says before resuming what becomes of %i orders placed during the pause", (count, words) => {
    expect(leftOutWords(count)).toContain(words);
  });
});

describe("RightNowCard", () => {
  const drawn = (given: Partial<HomeView> = {}, state: "active" | "paused" = "active") =>
    render(<RightNowCard view={buildHome(state, given)} now={now} />);

  it("[PAG-1] says which order came over last, and when", () => {
    const html = drawn({ lastImport: { orderName: "#1042", salesOrderNo: "SO-7", at: "2026-11-23T11:55:00Z" } });
    expect(html).toContain("Order #1042 as sales order SO-7");
    expect(html).toContain("5 minutes ago");
  });

  it("[PAG-7] says so before the first one", () => {
    expect(drawn()).toContain("None yet");
  });

  it.each([
    [0, 0, "None"],
    [1, 0, "1 order"],
    [1200, 34, "1,234 orders"],
  ])("[PAG-1] counts what waits, and what failed and is tried again: %i and %i", (waiting, retrying, words) => {
    expect(drawn({ counts: { ...buildHome("active").counts, waiting, retrying } })).toContain(`>${words}<`);
  });

  it("[PAG-1] says how many requests Katana still takes this minute, or that nobody knows", () => {
    expect(drawn({ katanaRequests: { left: 41, limit: 60 } })).toContain("41 of 60");
    expect(drawn()).toContain("Not known yet");
  });
});

it.each([
  [0, "Tandem has not heard of any order yet."],
  [1, "The one order that Tandem knows is counted here."],
  [1234, "Each of the 1,234 orders that Tandem knows stands in exactly one of these."],
])("[REC-4] says of %i orders that the numbers leave none out", (total, words) => {
  expect(accountedWords(total, false)).toBe(words);
});

it.each([
  [0, "Tandem has not heard of any order yet."],
  [1, "Every order is accounted for. The one order that Tandem knows is counted here."],
  [2, "Every order is accounted for. Each of the 2 orders that Tandem knows stands in exactly one of these."],
])("[REC-4] says of %i orders that every one is accounted for, once all were searched for", (total, words) => {
  expect(accountedWords(total, true)).toBe(words);
});

it.each(orderStatuses)("[PAG-5] draws the badge of %s in its word", (status) => {
  expect(render(<StatusBadge status={status} />)).toContain(`>${orderStatusBadges[status].label}<`);
});
