import { describe, expect, it } from "vitest";
import { wireSalesOrder } from "../../../tests/support/katana-samples.ts";
import { failed, ok } from "../../domain/result.ts";
import { decodeSalesOrder, decodeSalesOrders, decodeShippingFeeId } from "./decode-sales-order.ts";

const [wireRow] = wireSalesOrder.sales_order_rows;

describe("decoding a sales order", () => {
  it("reads numbers and texts alike", () => {
    expect(decodeSalesOrder(wireSalesOrder)).toEqual(
      ok({
        id: 40001,
        orderNo: "#1042",
        status: "NOT_SHIPPED",
        invoicing: "not-invoiced",
        createdAt: "2026-07-20T09:31:00.000Z",
        deleted: false,
        shopifyOrderId: "5501234567890",
        storeName: "acme.myshopify.com",
        currency: "EUR",
        total: "49.6",
        rows: [
          {
            id: 60001,
            variantId: 501,
            quantity: "2",
            pricePerUnit: "20.5",
            discount: "1",
            taxRateId: 3,
            locationId: 12,
            manufacturingOrderId: null,
            total: "40",
            key: "991",
          },
        ],
        shippingFee: null,
      }),
    );
  });

  it.each([
    [null, "not-invoiced"],
    [undefined, "not-invoiced"],
    ["notInvoiced", "not-invoiced"],
    ["partiallyInvoiced", "partly-invoiced"],
    ["invoiced", "invoiced"],
    ["a status of tomorrow", "invoiced"],
  ])("[CHG-7] takes invoicing %s for %s", (wire, invoicing) => {
    expect(decodeSalesOrder({ ...wireSalesOrder, invoicing_status: wire })).toMatchObject({ value: { invoicing } });
  });

  it("[CHG-2] reads what makes a row's goods", () => {
    const rows = [{ ...wireRow, linked_manufacturing_order_id: 77 }];
    const decoded = decodeSalesOrder({ ...wireSalesOrder, sales_order_rows: rows });
    expect(decoded).toMatchObject({ value: { rows: [{ manufacturingOrderId: 77 }] } });
  });

  it.each([null, undefined, {}])("[MAP-12] takes %j for no shipping fee", (fee) => {
    expect(decodeSalesOrder({ ...wireSalesOrder, shipping_fee: fee })).toMatchObject({ value: { shippingFee: null } });
  });

  it("[MAP-12] reads a shipping fee", () => {
    const fee = { id: 5, sales_order_id: 40001, description: "Post", amount: "6.7500000000", tax_rate_id: 3 };
    expect(decodeSalesOrder({ ...wireSalesOrder, shipping_fee: fee })).toMatchObject({
      value: { shippingFee: { id: 5, description: "Post", amount: "6.75" } },
    });
    expect(decodeShippingFeeId(fee)).toEqual(ok(5));
  });

  it("reads what was left out as not there", () => {
    const { id, variant_id, quantity } = wireRow ?? {};
    const sparse = {
      ...wireSalesOrder,
      total: undefined,
      currency: null,
      sales_order_rows: [{ id, variant_id, quantity }],
    };
    expect(decodeSalesOrder(sparse)).toMatchObject({
      value: {
        total: null,
        currency: null,
        rows: [{ pricePerUnit: "0", discount: "0", taxRateId: null, locationId: null, total: null, key: null }],
      },
    });
  });

  it.each([
    [undefined, "not-invoiced"],
    ["notInvoiced", "not-invoiced"],
    ["partiallyInvoiced", "partly-invoiced"],
    ["invoiced", "invoiced"],
    ["billedTwice", "invoiced"],
  ])("[CHG-7] takes the invoicing status %j for %s", (status, invoicing) => {
    expect(decodeSalesOrder({ ...wireSalesOrder, invoicing_status: status })).toMatchObject({ value: { invoicing } });
  });

  it("[CHG-2] reads which manufacturing order makes a row's goods", () => {
    const rows = [{ ...wireRow, linked_manufacturing_order_id: 77 }];
    expect(decodeSalesOrder({ ...wireSalesOrder, sales_order_rows: rows })).toMatchObject({
      value: { rows: [{ manufacturingOrderId: 77 }] },
    });
  });

  it("[MAP-16] gives no line to a row that a person added", () => {
    const attributes = [{ key: "shopify_line_item_id", value: "not an id" }];
    const decoded = decodeSalesOrder({ ...wireSalesOrder, sales_order_rows: [{ ...wireRow, attributes }] });
    expect(decoded).toMatchObject({ value: { rows: [{ key: null }] } });
  });

  it("[IMP-9] takes only Shopify's ids for an order id", () => {
    const other = decodeSalesOrder({ ...wireSalesOrder, ecommerce_order_type: "wooCommerce" });
    const text = decodeSalesOrder({ ...wireSalesOrder, ecommerce_order_id: "WC-1" });
    expect([other, text]).toMatchObject([{ value: { shopifyOrderId: null } }, { value: { shopifyOrderId: null } }]);
  });

  it("[IMP-7] tells a deleted sales order, which may show no rows, and leaves out deleted rows", () => {
    const deleted_at = "2026-07-21T00:00:00.000Z";
    expect(decodeSalesOrder({ ...wireSalesOrder, deleted_at, sales_order_rows: undefined })).toMatchObject({
      value: { deleted: true, rows: [] },
    });
    expect(decodeSalesOrder({ ...wireSalesOrder, sales_order_rows: [{ ...wireRow, deleted_at }] })).toMatchObject({
      value: { rows: [] },
    });
  });

  it.each([
    [{ ...wireSalesOrder, sales_order_rows: undefined }, "data.0.sales_order_rows"],
    [{ ...wireSalesOrder, sales_order_rows: [{ ...wireRow, quantity: "two" }] }, "data.0.sales_order_rows.0.quantity"],
    [{ ...wireSalesOrder, shipping_fee: { amount: "1" } }, "data.0.shipping_fee.id"],
    [{ ...wireSalesOrder, created_at: "soon" }, "data.0.created_at"],
  ])("names the place that is wrong (%#)", (wire, path) => {
    expect(decodeSalesOrders({ data: [wire] })).toEqual(failed({ path, words: expect.any(String) }));
  });
});
