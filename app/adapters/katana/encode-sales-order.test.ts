import { describe, expect, it } from "vitest";
import { decimal, sampleIds, sampleRow, sampleSalesOrder } from "../../../tests/support/katana-samples.ts";
import type { SalesOrderId } from "../../domain/ids.ts";
import { encodeSalesOrder } from "./encode-sales-order.ts";
import { encodeShippingFee } from "./encode-shipping-fee.ts";
import { lineIdKey } from "./row-attributes.ts";

const wire = encodeSalesOrder(sampleSalesOrder, sampleIds);
const [row] = wire.sales_order_rows;

describe("encoding a sales order", () => {
  it("[IMP-9] marks it with the hidden Shopify id", () => {
    expect(wire).toMatchObject({
      ecommerce_order_type: "shopify",
      ecommerce_store_name: "acme.myshopify.com",
      ecommerce_order_id: "5501234567890",
    });
  });

  it("[MAP-1] [MAP-2] [MAP-3] [MAP-4] [MAP-14] says number, dates, customer and currency", () => {
    expect(wire).toMatchObject({
      order_no: "#1042",
      order_created_date: "2026-07-20T09:30:00.000Z",
      delivery_date: "2026-07-24T09:30:00.000Z",
      customer_id: 880,
      currency: "EUR",
      status: "NOT_SHIPPED",
    });
  });

  it("[MAP-5] carries both addresses with every field, null where Shopify has none", () => {
    const full = {
      first_name: "Ann",
      last_name: "Lee",
      company: "Lee & Co",
      phone: "+3725551234",
      line_1: "1 High Street",
      line_2: "Floor 2",
      city: "Leeds",
      state: "West Yorkshire",
      zip: "LS1 1AA",
      country: "United Kingdom",
    };
    expect(wire.addresses).toEqual([
      { entity_type: "billing", ...full },
      { entity_type: "shipping", ...full, line_2: null, company: null },
    ]);
    expect(encodeSalesOrder({ ...sampleSalesOrder, billTo: null, shipTo: null }, sampleIds).addresses).toEqual([]);
  });

  it("[MAP-8] [MAP-9] [MAP-10] [MAP-11] [MAP-15] sends a row's amounts as JSON numbers, with tax rate and location", () => {
    expect(row).toMatchObject({
      variant_id: 501,
      quantity: 2,
      price_per_unit: 20.5,
      total_discount: 1,
      tax_rate_id: 3,
      location_id: 12,
    });
  });

  it("[MAP-15] leaves out a location that is Katana's to choose: null is refused there", () => {
    const rows = [{ ...sampleRow, locationId: null }];
    const withoutLocation = encodeSalesOrder({ ...sampleSalesOrder, rows, locationId: null }, sampleIds);
    expect(withoutLocation).not.toHaveProperty("location_id");
    expect(withoutLocation.sales_order_rows[0]).not.toHaveProperty("location_id");
  });

  it("[MAP-16] keeps the line id and the line item properties in the row's attributes", () => {
    expect(row?.attributes).toEqual([
      { key: lineIdKey, value: "991" },
      { key: "Engraving", value: "for Ann" },
    ]);
  });

  it("[MAP-16] does not let a property take the place of the line id", () => {
    const rows = [{ ...sampleRow, properties: [{ key: lineIdKey, value: "1" }] }];
    expect(encodeSalesOrder({ ...sampleSalesOrder, rows }, sampleIds).sales_order_rows[0]?.attributes).toEqual([
      { key: lineIdKey, value: "991" },
      { key: `${lineIdKey} (property)`, value: "1" },
    ]);
  });

  it("[MAP-13] [MAP-17] carries reference and note, null without one", () => {
    expect(wire).toMatchObject({ customer_ref: "PO 77", additional_info: "gift wrap" });
    const bare = encodeSalesOrder({ ...sampleSalesOrder, customerReference: null, additionalInfo: null }, sampleIds);
    expect(bare).toMatchObject({ customer_ref: null, additional_info: null });
  });

  it("[MAP-13] cuts a reference to what Katana takes", () => {
    const long = encodeSalesOrder({ ...sampleSalesOrder, customerReference: "x".repeat(300) }, sampleIds);
    expect(long.customer_ref).toHaveLength(255);
  });

  it("[MAP-10] does not leave a tax rate to Katana's default", () => {
    const rows = [{ ...sampleRow, taxPercent: decimal("9") }];
    expect(() => encodeSalesOrder({ ...sampleSalesOrder, rows }, sampleIds)).toThrow("9 %");
  });

  it("[MAP-12] sends the shipping fee's amount as text", () => {
    const fee = { description: "Post", amount: decimal("12.5"), taxPercent: decimal("24") };
    const taxRateId = sampleIds.taxRateIds.get(decimal("24"));
    if (taxRateId === undefined) throw new Error("the sample has a tax rate");
    const id = 40001 as SalesOrderId;
    expect(encodeShippingFee(id, fee, taxRateId)).toEqual({
      sales_order_id: 40001,
      amount: "12.5",
      tax_rate_id: 3,
      description: "Post",
    });
    expect(encodeShippingFee(id, { ...fee, description: "" }, taxRateId)).not.toHaveProperty("description");
  });
});
