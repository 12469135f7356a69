import { describe, expect, it } from "vitest";
import type { OrderId, ShopDomain } from "../domain/ids.ts";
import type { OrderPageView, WhyView } from "../sync/views.ts";
import { OrderStanding } from "./order-standing.tsx";
import { render } from "./testing/render.tsx";

const view: OrderPageView = {
  shop: { shop: "one.myshopify.com" as ShopDomain, name: "One", timezone: "UTC", state: "active" },
  orderId: "1001" as OrderId,
  name: "#1001",
  status: "needs-you",
  placedAt: null,
  lookedAt: "2026-11-24T09:00:00.000Z",
  standing: "Something needs you.",
  why: [],
  salesOrder: { id: 7, no: "SO-7", url: "https://factory.example/salesorder/7", gone: false },
  awaitsLook: false,
  nextTryAt: null,
  importAsked: null,
  offers: { retry: true, importAnyway: false, carryOver: false },
  totals: null,
  lines: [],
  fulfillments: [],
  returns: [],
  currency: "EUR",
  timeline: [],
};

const standing = (why: readonly WhyView[], given: Partial<OrderPageView> = {}): string =>
  render(
    <OrderStanding
      view={{ ...view, why, ...given }}
      now={Date.parse("2026-11-24T09:00:00Z")}
      look={{ ask: () => undefined, busy: false }}
    />,
  );

const block = { kind: "block", sentence: "Part of it is packed.", remedy: "Undo it, then choose Sync now." } as const;

describe("[PAG-6] where an order stands", () => {
  it("offers with a block another look, and the ways to both sides", () => {
    const html = standing([block]);
    expect(html).toContain("Part of it is packed.");
    expect(html).toMatch(/<button[^>]*>.*Sync now/s);
    expect(html).toMatch(/href="shopify:\/\/admin\/orders\/1001"[^>]*>Order in Shopify/);
    expect(html).toMatch(/href="https:\/\/factory\.example\/salesorder\/7"[^>]*>.*Sales order in Katana/s);
  });

  it("calls the other look what the remedy calls it", () => {
    expect(standing([{ ...block, remedy: "Mend it, then choose Retry." }])).toMatch(/<button[^>]*>.*Retry/s);
    expect(standing([{ ...block, kind: "failure", remedy: "It goes on by itself." }])).toMatch(/<button[^>]*>.*Retry/s);
  });

  it("leads to no sales order that is not there", () => {
    expect(standing([block], { salesOrder: null })).not.toContain("Sales order in Katana");
    const gone = { id: 7, no: "SO-7", url: "https://factory.example/salesorder/7", gone: true };
    expect(standing([block], { salesOrder: gone })).not.toContain("Sales order in Katana");
  });

  it("leads to the page that a remedy names", () => {
    const html = standing([
      { kind: "wait", sentence: "No match.", remedy: "Match it in Settings › Locations, and the order comes over." },
    ]);
    expect(html).toMatch(
      /Match it in <a[^>]*href="\/app\/settings\/locations"[^>]*>Settings › Locations<\/a>, and the/,
    );
  });

  it("tells when the next try is, and alarms only where there is none", () => {
    const failure = { kind: "failure", sentence: "Katana is away.", remedy: "Tandem tries again." } as const;
    const tried = standing([failure], { nextTryAt: "2026-11-24T09:05:00.000Z" });
    expect(tried).toContain("The next try is at");
    expect(tried).not.toContain("critical");
    expect(standing([failure])).toContain("critical");
  });
});
