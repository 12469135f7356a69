import { describe, expect, it } from "vitest";
import { ok } from "../../domain/result.ts";
import { decodeFactory, decodeLocations, decodeTaxRates, decodeVariants } from "./decode-references.ts";

describe("decoding reference data", () => {
  it("reads the factory, whose lead time comes as text", () => {
    const factory = {
      legal_name: "Oak Ltd",
      display_name: "Oak",
      base_currency_code: "EUR",
      default_so_delivery_time: "14",
      default_sales_location_id: 12,
    };
    expect(decodeFactory(factory)).toEqual(
      ok({ name: "Oak", baseCurrency: "EUR", defaultDeliveryDays: 14, defaultLocationId: 12 }),
    );
    expect(
      decodeFactory({ ...factory, display_name: "", default_so_delivery_time: null, default_sales_location_id: null }),
    ).toEqual(ok({ name: "Oak Ltd", baseCurrency: "EUR", defaultDeliveryDays: null, defaultLocationId: null }));
    expect(decodeFactory({ base_currency_code: "EUR" })).toMatchObject({ value: { name: "Katana" } });
  });

  it("reads locations and marks deleted ones", () => {
    const locations = [
      { id: 1, name: "Main", sales_allowed: true },
      { id: 2, name: "Stock", sales_allowed: false, deleted_at: null },
      { id: 3, name: "Old", deleted_at: "2026-01-01T00:00:00.000Z" },
      { id: 4, name: "Unsaid" },
    ];
    expect(decodeLocations({ data: locations })).toEqual(
      ok([
        { id: 1, name: "Main", salesAllowed: true },
        { id: 2, name: "Stock", salesAllowed: false },
        null,
        { id: 4, name: "Unsaid", salesAllowed: true },
      ]),
    );
  });

  it("[MAP-10] reads tax rates as percent", () => {
    expect(
      decodeTaxRates([
        { id: 3, rate: 24 },
        { id: 4, rate: "8.875", name: null },
      ]),
    ).toEqual(
      ok([
        { id: 3, percent: "24" },
        { id: 4, percent: "8.875" },
      ]),
    );
  });

  it("[MAP-6] reads variants; one without a SKU or deleted is none", () => {
    const variants = [
      { id: 1, sku: "A", lead_time: 3 },
      { id: 2, sku: null },
      { id: 3, sku: "A", deleted_at: "2026-01-01T00:00:00.000Z" },
    ];
    expect(decodeVariants({ data: variants })).toEqual(ok([{ id: 1, sku: "A", leadTimeDays: 3 }, null, null]));
  });
});
