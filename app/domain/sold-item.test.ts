import { expect, it } from "vitest";
import type { OrderLine } from "./order.ts";
import { defaultSettings } from "./settings.ts";
import { skusOf, soldItem } from "./sold-item.ts";
import { aLine, anOrder } from "./testing/build-order.ts";
import { lineId, shopifyVariantId } from "./testing/ids.ts";

const sold = (line: Partial<OrderLine>, settings = defaultSettings) => soldItem(aLine(line), settings);
const custom = { kind: "custom", variantId: null, sku: null, title: "Engraved sign" } as const;

it("[MAP-6] is a product with its SKU, named like the line, for goods", () => {
  const bowl = { variantId: shopifyVariantId("77"), title: "Bowl - Red", sku: " BOWL-R " };
  expect(sold(bowl)).toEqual({ key: "variant:77", kind: "product", name: "Bowl - Red", sku: "BOWL-R" });
  expect(sold({ ...bowl, requiresShipping: false })).toMatchObject({ key: "variant:77", kind: "product" });
  expect(sold({ ...bowl, sku: " " })).toMatchObject({ key: "variant:77", sku: null });
});

it("[MAP-7] is a product for a custom item that is shipped", () => {
  expect(sold(custom)).toEqual({
    key: "custom:product:Engraved sign",
    kind: "product",
    name: "Engraved sign",
    sku: null,
  });
});

it("[MAP-7] [SET-4] is for a custom item that is not shipped what the setting says", () => {
  const assembly = { ...custom, title: "Assembly", requiresShipping: false };
  expect(sold(assembly)).toEqual({ key: "custom:service:Assembly", kind: "service", name: "Assembly", sku: null });
  expect(sold(assembly, { ...defaultSettings, nonPhysicalCustomItems: "product" })).toEqual({
    key: "custom:product:Assembly",
    kind: "product",
    name: "Assembly",
    sku: null,
  });
});

it("[MAP-6] keeps the SKU of what was deleted in Shopify", () => {
  expect(sold({ ...custom, title: "Old lamp", sku: "LAMP-OLD" })).toMatchObject({ kind: "product", sku: "LAMP-OLD" });
});

it("[MAP-6] [MAP-7] always has a name", () => {
  expect(sold({ ...custom, title: " ", sku: "X-1" }).name).toBe("X-1");
  expect(sold({ ...custom, title: "" })).toMatchObject({ key: "custom:product:Untitled item", name: "Untitled item" });
});

it("[MAP-18] is one service for all gift cards and one for all tips", () => {
  const service = { kind: "service", sku: null };
  expect(sold({ kind: "gift-card", title: "Card for Ann", sku: "CARD" })).toEqual({
    ...service,
    key: "gift-card",
    name: "Gift card",
  });
  expect(sold({ kind: "tip", variantId: null, title: "Jootraha" })).toEqual({ ...service, key: "tip", name: "Tip" });
});

it("[MAP-6] asks Katana for each SKU of goods once", () => {
  const skus = ["CHAIR", "TABLE", "CHAIR", null, " "];
  const lines = skus.map((sku, index) => aLine({ id: lineId(String(index)), sku }));
  const deleted = aLine({ id: lineId("90"), kind: "custom", variantId: null, sku: "LAMP" });
  const removed = aLine({ id: lineId("91"), sku: "GONE", currentQuantity: 0 });
  const card = aLine({ id: lineId("92"), kind: "gift-card", sku: "CARD" });
  expect(skusOf(anOrder({ lines: [...lines, deleted, removed, card] }))).toEqual(["CHAIR", "TABLE", "LAMP"]);
});
