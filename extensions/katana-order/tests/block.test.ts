/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent, waitFor } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OrderView } from "../../../app/sync/views.ts";
import texts from "../locales/en.default.json" with { type: "json" };

const extension = getExtension("admin.order-details.block.render");
const gid = "gid://shopify/Order/1001";

type Shown = Omit<OrderView, "orderId">;

const inStep: Shown = {
  name: "#1001",
  status: "in-step",
  why: [{ sentence: "Both sides say the same.", remedy: "" }],
  salesOrder: { id: 77, no: "SO-77", url: "https://factory.katanamrp.com/salesorder/77" },
};

const find = (selector: string) => document.body.querySelector(selector);
const answerWith = (body: unknown, status = 200) =>
  vi.fn().mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body), { status })));

/** The texts a merchant reads, in place of the keys that the tester shows. */
function translate(key: string, replacements: Record<string, unknown> = {}): never {
  const text = key.split(".").reduce<unknown>((found, part) => (found as Record<string, unknown>)[part], texts);
  if (typeof text !== "string") throw new Error(`no text for ${key}`);
  const sentence = Object.entries(replacements).reduce(
    (rest, [name, value]) => rest.replace(`{{${name}}}`, String(value)),
    text,
  );
  // The tester types every translation as a list of parts; without components in it, it is a string.
  return sentence as never;
}

describe("the block on Shopify's order page", () => {
  beforeEach(() => {
    extension.setUp();
    extension.shopify.data.selected = [{ id: gid }];
    extension.shopify.i18n.translate = translate;
  });

  afterEach(() => {
    extension.tearDown();
  });

  it("shows a spinner until the app has answered", async () => {
    extension.fetch = vi.fn().mockImplementation(() => new Promise(() => undefined));
    await extension.render();
    expect(find("s-spinner")?.getAttribute("accessibilitylabel")).toBe("Asking Tandem about this order");
    expect(find("s-badge")).toBeNull();
  });

  it("asks about the order on the page", async () => {
    const fetch = answerWith(inStep);
    extension.fetch = fetch;
    await extension.render();
    await waitFor(() => expect(find("s-badge")).not.toBeNull());
    expect(fetch.mock.calls.map(([address]: unknown[]) => address)).toEqual([
      `/api/order-status?id=${encodeURIComponent(gid)}`,
    ]);
  });

  it("links the sales order and says where the order stands", async () => {
    extension.fetch = answerWith(inStep);
    await extension.render();
    await waitFor(() => expect(find("s-badge")?.textContent).toBe("In step"));
    expect(find("s-badge")?.getAttribute("tone")).toBe("success");
    expect(find("s-link")?.textContent).toBe("Sales order SO-77");
    expect(find("s-link")?.getAttribute("href")).toBe("https://factory.katanamrp.com/salesorder/77");
    expect(find("s-admin-block")?.getAttribute("collapsedsummary")).toBe("SO-77 · In step");
  });

  it("[PAG-6] leads to the order's page in the app, also of an order that was not seen yet", async () => {
    for (const answer of [inStep, { status: "unknown" }]) {
      extension.fetch = answerWith(answer);
      await extension.render();
      await waitFor(() => expect(document.body.textContent).toContain("All about this order in Tandem"));
      const links = [...document.body.querySelectorAll("s-link")];
      expect(links.at(-1)?.getAttribute("href")).toBe("app:app/orders/1001");
      extension.tearDown();
      extension.setUp();
      extension.shopify.data.selected = [{ id: gid }];
      extension.shopify.i18n.translate = translate;
    }
  });

  it("[REC-2] says why an order stayed out and what would change that", async () => {
    const why = [{ sentence: "The order is not paid.", remedy: "It comes over once it is paid." }];
    extension.fetch = answerWith({ ...inStep, status: "not-imported", why, salesOrder: null } satisfies Shown);
    await extension.render();
    await waitFor(() => expect(find("s-badge")?.textContent).toBe("Not imported"));
    expect(document.body.textContent).toContain("The order is not paid.");
    expect(document.body.textContent).toContain("It comes over once it is paid.");
    expect(document.body.textContent).toContain("No sales order in Katana.");
    expect(find("s-link[target]")).toBeNull();
  });

  it.each(["waiting", "needs-you", "retrying"] as const)("has words for an order that is %s", async (status) => {
    extension.fetch = answerWith({ ...inStep, status, salesOrder: null } satisfies Shown);
    await extension.render();
    await waitFor(() => expect(find("s-badge")?.textContent).toBe(texts.status[status]));
  });

  it("says so when Tandem has not seen the order yet", async () => {
    extension.fetch = answerWith({ status: "unknown" });
    await extension.render();
    await waitFor(() => expect(find("s-paragraph")?.textContent).toBe(texts.unknown));
    expect(find("s-admin-block")?.getAttribute("collapsedsummary")).toBe("Not seen yet");
  });

  it.each([
    ["refuses", answerWith({}, 500)],
    ["answers something else", answerWith({ status: "in-step", why: "because", salesOrder: null })],
    ["answers no object", answerWith("down for maintenance")],
    [
      "names an unsafe address",
      answerWith({ ...inStep, salesOrder: { id: 1, no: "SO-1", url: "javascript:alert(1)" } }),
    ],
    ["cannot be reached", vi.fn().mockRejectedValue(new TypeError("fetch failed"))],
  ])("offers another try when the app %s", async (_, fetch) => {
    extension.fetch = fetch;
    await extension.render();
    await waitFor(() => expect(find("s-banner")?.textContent).toBe(texts.failed));

    extension.fetch = answerWith(inStep);
    fireEvent.click(find("s-button")!);
    await waitFor(() => expect(find("s-badge")?.textContent).toBe("In step"));
    expect(find("s-banner")).toBeNull();
  });
});
