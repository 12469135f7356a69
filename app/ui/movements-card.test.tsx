import { describe, expect, it } from "vitest";
import type { MovementHalfView, MovementView } from "../sync/side-views.ts";
import { Movements } from "./order-sides.tsx";
import { render } from "./testing/render.tsx";
import type { ReadSides } from "./use-order-sides.ts";

const half = (given: Partial<MovementHalfView> = {}): MovementHalfView => ({
  name: "#1001-F1",
  status: "Fulfilled",
  at: "2026-11-24T09:00:00Z",
  goods: [{ title: "Ceramic mug", quantity: "2" }],
  tracking: null,
  ...given,
});

const movement = (given: Partial<MovementView> = {}): MovementView => ({
  key: "1",
  origin: "Made in Shopify",
  outcome: { words: "Carried over to Katana", tone: "success" },
  trouble: null,
  offer: null,
  shopify: [half()],
  katana: [half({ name: "Fulfillment 8001", status: "Delivered" })],
  ...given,
});

type Sides = NonNullable<ReadSides["sides"]>;

const drawn = (
  given: Partial<Sides> = {},
  read: Partial<ReadSides> = {},
  { busy = false, gone = false } = {},
): string => {
  const sides: Sides = {
    ...{ lines: [], fulfillments: [], returns: [], totals: null },
    problems: { shopify: null, katana: null },
    ...given,
  };
  const salesOrder = { id: 7, no: "#1001", url: "https://factory.example/salesorder/7", gone };
  return render(
    <Movements
      view={{ fulfillments: [movement()], returns: [], salesOrder, shop: { timezone: "Europe/Tallinn" } }}
      read={{ sides, reading: false, failed: false, again: () => undefined, ...read }}
      requests={{ ask: () => undefined, busy }}
    />,
  );
};

describe("[PAG-6] fulfillments on the page of an order", () => {
  it("[FUL-6] stand side by side, each with its goods, its time in the shop's zone and its tracking", () => {
    const tracking = { number: "JD01", carrier: "DHL Express", url: "https://track.example/JD01" };
    const html = drawn({ fulfillments: [movement({ shopify: [half({ tracking })] })] });
    for (const words of [
      "Made in Shopify",
      "Carried over to Katana",
      "#1001-F1",
      "Fulfillment 8001",
      "2 × Ceramic mug",
    ])
      expect(html).toContain(words);
    expect(html).toContain("11:00");
    expect(html).toContain('href="https://track.example/JD01"');
    expect(html).toContain("DHL Express JD01");
    expect(html).not.toContain("<button");
  });

  it("lead to no address but one of the web", () => {
    const tracking = { number: null, carrier: null, url: "javascript:alert(1)" };
    const html = drawn({ fulfillments: [movement({ shopify: [half({ tracking, at: null })] })] });
    expect(html).not.toContain("href=");
    expect(html).toContain("javascript:alert(1)");
  });

  it("[FUL-2] [FUL-12] say what keeps one from the other side, and offer what helps", () => {
    const trouble = { sentence: "It has no row.", remedy: "Turn it on in Settings › Orders." };
    const html = (offer: MovementView["offer"]) =>
      drawn({ fulfillments: [movement({ katana: [], trouble, offer })] }, {}, { busy: offer === "carry-over" });
    expect(html("look-now")).toContain('aria-label="Retry: #1001-F1"');
    expect(html("look-now")).toContain("It has no row.");
    expect(html("look-now")).toContain('href="/app/settings/orders"');
    expect(html("look-now")).toContain(">None<");
    expect(html("carry-over")).toContain('aria-label="Carry over: #1001-F1"');
    expect(html("carry-over")).toContain("disabled");
    expect(html(null)).not.toContain("<button");
    expect(drawn({ fulfillments: [movement({ shopify: [], katana: [], trouble, offer: "look-now" })] })).toContain(
      "Retry",
    );
  });

  it("[PAG-7] keep their place while they are read, and say what was not", () => {
    const reading = drawn({}, { sides: null, reading: true });
    expect(reading).toContain('aria-busy="true"');
    expect(reading).toContain("Made in Shopify");
    expect(reading).not.toContain("Ceramic mug");
    const unread = drawn({
      fulfillments: [movement({ katana: [] })],
      problems: { shopify: null, katana: { sentence: "No.", remedy: "." } },
    });
    expect(unread).toContain("Not read");
    const failed = drawn({}, { sides: null, failed: true });
    expect(failed).toContain("Not read");
  });

  it("[PAG-7] say so while nothing has gone", () => {
    expect(drawn()).toContain("Nothing has gone yet");
    const problems = { shopify: { sentence: "No.", remedy: "." }, katana: null };
    expect(drawn({ problems })).toContain("Not known, as not both sides could be read.");
  });

  it("[IMP-7] are left out once the sales order is gone and nothing went", () => {
    expect(drawn({}, {}, { gone: true })).not.toContain("Fulfillments");
    expect(drawn({ fulfillments: [movement()] }, {}, { gone: true })).toContain("Fulfillments");
  });

  it("[RET-1] have the returns below them, where there are any", () => {
    expect(drawn()).not.toContain("Returns");
    expect(drawn({ returns: [movement()] })).toContain("What customers send back");
  });
});
