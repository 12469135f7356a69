import { describe, expect, it } from "vitest";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import { SettingsForm } from "./settings-form.tsx";
import { render } from "./testing/render.tsx";
import type { ClosingScope } from "./use-closing-scope.ts";

const ask: ClosingScope = { asking: false, answer: null, ask: () => undefined };

const drawn = (
  problem: { field: string; words: string } | null = null,
  draft: Partial<Settings> = {},
  closing: ClosingScope | null = ask,
): string =>
  render(
    <SettingsForm
      draft={{ ...defaultSettings, ...draft }}
      problem={problem}
      onChange={() => undefined}
      closing={closing}
    />,
  ).replaceAll("&quot;", '"');

const inputOf = (html: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? "";

describe("SettingsForm", () => {
  it.each([
    ["SET-1", '"Paid" orders'],
    ["SET-2", '"Payment pending" orders'],
    ["SET-3", "Bring shipping cost as a shipping fee line"],
    ["SET-4", "Custom line items – non-physical handling"],
    ["SET-5", "Bring order changes from Shopify to Katana"],
    ["SET-6", "Bring fulfillment location update for each sales order row"],
    ["SET-7", "Bring order returns from Shopify to Katana"],
    ["SET-8", "Sync fulfillment status"],
  ])("[%s] is labelled %s", (_rule, label) => {
    expect(drawn()).toContain(`>${label}<`);
  });

  it.each([
    ["SET-2", "importPaymentPending", false],
    ["SET-3", "bringShippingFee", true],
    ["SET-5", "bringOrderChanges", true],
    ["SET-6", "bringLocationUpdates", true],
    ["SET-7", "bringReturns", false],
    ["SET-8", "syncFulfillment", true],
  ])("[%s] %s is on at first: %s", (_rule, name, on) => {
    expect(inputOf(drawn(), name).includes(' checked=""')).toBe(on);
  });

  it("[SET-1] shows paid orders checked, not to be changed, with the reason", () => {
    const [checkbox] = /<input[^>]*disabled[^>]*>/.exec(drawn()) ?? [];
    expect(checkbox).toContain(' checked=""');
    expect(checkbox).toContain("aria-describedby");
    expect(drawn()).toContain("Always on:");
  });

  it("[SET-4] offers Service, which is the default, and Product", () => {
    const [service, product] = drawn().match(/<input[^>]*type="radio"[^>]*>/g) ?? [];
    expect(service).toContain('value="service"');
    expect(service).toContain(' checked=""');
    expect(product).toContain('value="product"');
    expect(product).not.toContain(' checked=""');
  });

  it("[PAG-2] keeps the sections in their order", () => {
    const html = drawn();
    const places = ["Which orders come over", "What they look like", "What follows later"].map((title) =>
      html.indexOf(title),
    );
    expect(places).not.toContain(-1);
    expect(places.toSorted((a, b) => a - b)).toEqual(places);
  });

  it("[RET-4] [SET-7] with returns on, says what Shopify has to allow for all of it", () => {
    const title = "Tandem may not close returns in Shopify yet";
    expect(drawn()).not.toContain(title);
    expect(drawn(null, { bringReturns: true })).toContain(title);
    expect(drawn(null, { bringReturns: true }, null)).not.toContain(title);
  });

  it("[PAG-7] shows what is wrong with a field on that field", () => {
    const html = drawn({ field: "bringReturns", words: "Choose whether this is on or off." });
    expect(html).toContain("Choose whether this is on or off.");
    expect(inputOf(html, "bringReturns")).toContain('aria-invalid="true"');
  });
});
