import { describe, expect, it } from "vitest";
import { batchSkus } from "./sku-batches.ts";

describe("batches of SKUs", () => {
  it("asks for nothing when there is nothing to ask for", () => {
    expect(batchSkus([])).toEqual([]);
  });

  it("asks for each SKU once, a hundred at a time", () => {
    const skus = Array.from({ length: 250 }, (_, index) => `SKU-${String(index)}`);
    const batches = batchSkus([...skus, ...skus]);
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(batches.flat()).toEqual(skus);
  });

  it("keeps the address short when SKUs are long or grow in it", () => {
    const skus = Array.from({ length: 20 }, (_, index) => `${String(index)} ${"ü".repeat(200)}`);
    for (const batch of batchSkus(skus)) {
      expect(new URLSearchParams(batch.map((sku) => ["sku", sku])).toString().length).toBeLessThanOrEqual(4_000);
    }
    expect(batchSkus(skus).flat()).toEqual(skus);
  });
});
