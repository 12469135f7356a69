import { describe, expect, it } from "vitest";
import type { OrderSidesView, SideCellView, SideLineView } from "../sync/side-views.ts";
import { SidesCard } from "./order-sides.tsx";
import { render } from "./testing/render.tsx";
import type { ReadSides } from "./use-order-sides.ts";

const cell = (given: Partial<SideCellView> = {}): SideCellView => ({
  quantity: "2",
  pricePerUnit: "14.5",
  discount: "0",
  taxPercent: "24",
  location: null,
  changed: [],
  ...given,
});

const line = (given: Partial<SideLineView> = {}): SideLineView => ({
  key: "1",
  title: "Ceramic mug",
  sku: "MUG-CER",
  shopify: cell(),
  agreed: cell(),
  katana: cell(),
  verdict: { same: true, words: "Same on both sides", why: null },
  ...given,
});

const read = (given: Partial<OrderSidesView> = {}): ReadSides => ({
  sides: {
    lines: [line()],
    fulfillments: [],
    returns: [],
    totals: null,
    problems: { shopify: null, katana: null },
    ...given,
  },
  reading: false,
  failed: false,
  again: () => undefined,
});

const kept = { lines: [line({ shopify: null, katana: null, verdict: null })], totals: null };
const card = (given: ReadSides) => render(<SidesCard view={kept} currency="EUR" read={given} gone={false} />);
const rows = (html: string): readonly string[] => html.match(/<tr.*?<\/tr>/gs) ?? [];

describe("[PAG-6] the three sides of an order", () => {
  it("show what was agreed at once, and outlines of what is still being read", () => {
    const html = card({ ...read(), sides: null, reading: true });
    expect(html).toContain('aria-busy="true"');
    expect(html).toContain("Reading Shopify and Katana");
    expect(rows(html)[1]).toContain("€14.50");
    expect(rows(html)[1]?.match(/Polaris-SkeletonBodyText__/g)?.length).toBeGreaterThan(0);
    expect(html).not.toContain("Not read");
  });

  it("say in words what differs, in the row and in the cell", () => {
    const changed = cell({ quantity: "3", discount: "1", location: "Attic", changed: ["quantity", "discount"] });
    const [, row = ""] = rows(
      card(
        read({
          lines: [
            line({ shopify: changed, verdict: { same: false, words: "Quantity differs", why: "Changed in Shopify." } }),
          ],
        }),
      ),
    );
    expect(row).toContain("Quantity differs");
    expect(row).toContain("Changed in Shopify.");
    expect(row).toContain("Changed: quantity, discount");
    expect(row).toMatch(/<strong[^>]*>3<\/strong>/);
    expect(row).toMatch(/<strong[^>]*>€1.00 discount<\/strong>/);
    expect(row).toContain("Attic");
  });

  it("show a row that a person added in Katana", () => {
    const added = line({ shopify: null, agreed: null, verdict: { same: false, words: "Added in Katana", why: null } });
    const [, row = ""] = rows(card(read({ lines: [added] })));
    expect(row).toContain("Added in Katana");
    expect(row.match(/>None</g)).toHaveLength(2);
  });

  it("[PAG-7] say why a side is missing, and show the other", () => {
    const katana = { sentence: "Katana could not be reached.", remedy: "Tandem keeps trying by itself." };
    const html = card(read({ lines: [line({ katana: null })], problems: { shopify: null, katana } }));
    expect(html).toContain("Katana could not be reached.");
    expect(html).toContain("Read again");
    expect(rows(html)[1]?.match(/>Not read</g)).toHaveLength(1);
  });

  it("say of a sales order that was deleted that this is what it said", () => {
    const katana = { sentence: "Sales order #1001 was deleted in Katana.", remedy: "" };
    const ofGone = read({ lines: [line({ katana: null })], problems: { shopify: null, katana } });
    const html = render(<SidesCard view={kept} currency="EUR" read={ofGone} gone />);
    expect(html).toContain("The sales order was deleted. This is what it said");
    expect(html).not.toContain("Read again");
    expect(rows(html)[1]?.match(/>Deleted</g)).toHaveLength(1);
    expect(html).not.toContain("Not read");
  });

  it("[PAG-7] keep what was agreed when Tandem itself is out of reach", () => {
    const html = card({ ...read(), sides: null, failed: true });
    expect(html).toContain("Neither side could be read");
    expect(rows(html)[1]?.match(/>Not read</g)).toHaveLength(2);
  });

  it("[MAP-19] say the difference of the totals aloud, also when there is none", () => {
    const totals = { shopify: "29", katana: "29", difference: "0.001", parts: [] };
    const html = card(read({ totals }));
    expect(html).toContain("Total in Katana, now");
    expect(html).toContain("€0.00 – the totals agree");
    const apart = { ...totals, katana: "26", difference: "-3", parts: [{ words: "the shipping fee", amount: "-3" }] };
    const before = render(<SidesCard view={{ ...kept, totals: apart }} currency="EUR" read={read()} gone={false} />);
    expect(before).toContain("Total in Katana, when it came over");
    expect(before).toContain("€3.00 less in Katana");
    expect(before).toContain("-€3.00: the shipping fee");
    expect(card(read({ totals: { ...totals, katana: null, difference: null } }))).toContain("Katana told none");
  });
});
