import { describe, expect, it } from "vitest";
import { connect, openShop } from "./testing/open-shop.ts";

describe("an order", () => {
  it("tells which lines came with a bundle", async () => {
    const opened = await openShop();
    const bundle = { title: "Dining set", quantity: 2, variantId: opened.variantId("TABLE") };
    const order = opened.shop.placeOrder({
      lines: [
        { variantId: opened.variantId("CHAIR-OAK"), quantity: 8, group: bundle },
        { variantId: opened.variantId("TABLE"), quantity: 2, group: bundle },
        { variantId: opened.variantId("PDF"), quantity: 1 },
      ],
    });
    const query = await connect(opened);
    const answer = await query(
      "query ($id: ID!) { order(id: $id) { lineItems(first: 5) { nodes { lineItemGroup { id title quantity variantSku } } } } }",
      { id: order.id },
    );
    const group = { id: expect.stringContaining("LineItemGroup/") as string, title: "Dining set", quantity: 2 };
    expect(answer.data.order.lineItems.nodes).toEqual([
      { lineItemGroup: { ...group, variantSku: "TABLE" } },
      { lineItemGroup: { ...group, variantSku: "TABLE" } },
      { lineItemGroup: null },
    ]);
  });

  it("of a company names the company and keeps its contact as the customer", async () => {
    const opened = await openShop();
    const order = opened.shop.placeOrder({
      lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 1 }],
      customer: { firstName: "Ann", lastName: "Lee" },
      company: { name: "Lee & Sons", location: "Tallinn office" },
    });
    const query = await connect(opened);
    const answer = await query(
      `query ($id: ID!) { order(id: $id) { customer { displayName } purchasingEntity { __typename
        ... on PurchasingCompany { company { name } location { name } } } } }`,
      { id: order.id },
    );
    expect(answer.data.order).toMatchObject({
      customer: { displayName: "Ann Lee" },
      purchasingEntity: {
        __typename: "PurchasingCompany",
        company: { name: "Lee & Sons" },
        location: { name: "Tallinn office" },
      },
    });
  });

  it("that is exempt from tax has none, not on shipping either", async () => {
    const opened = await openShop();
    const { totals } = opened.shop.placeOrder({
      lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 1 }],
      shipping: [{ title: "Post", price: "10.00" }],
      taxes: [{ title: "VAT", rate: 0.24 }],
      taxExempt: true,
    });
    expect(totals).toMatchObject({ tax: "0.00", total: "60.00" });
  });

  it("has fees that may be taxed, and a rounding of cash that its total leaves out", async () => {
    const opened = await openShop();
    const order = opened.shop.placeOrder({
      lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 1 }],
      additionalFees: [
        { name: "Recycling", price: "1.00" },
        { name: "Delivery to a door", price: "2.00", taxes: [{ title: "VAT", rate: 0.24 }] },
      ],
      cashRounding: "0.02",
    });
    expect(order.totals).toMatchObject({ tax: "0.48", total: "53.48" });
    const query = await connect(opened);
    const answer = await query(
      `query ($id: ID!) { order(id: $id) { additionalFees { name taxLines { ratePercentage priceSet { shopMoney { amount } } } }
        totalCashRoundingAdjustment { paymentSet { shopMoney { amount } } refundSet { shopMoney { amount } } } } }`,
      { id: order.id },
    );
    expect(answer.data.order).toEqual({
      additionalFees: [
        { name: "Recycling", taxLines: [] },
        {
          name: "Delivery to a door",
          taxLines: [{ ratePercentage: 24, priceSet: { shopMoney: { amount: "0.48" } } }],
        },
      ],
      totalCashRoundingAdjustment: {
        paymentSet: { shopMoney: { amount: "0.02" } },
        refundSet: { shopMoney: { amount: "0.0" } },
      },
    });
  });

  it("may be paid with a gift card in part or in full, and by nothing more than it costs", async () => {
    const opened = await openShop();
    const lines = [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 1 }];
    const part = opened.shop.placeOrder({ lines, giftCardPayment: "20.00", payment: "pending" });
    expect(part).toMatchObject({ financialStatus: "PARTIALLY_PAID", totals: { outstanding: "30.00" } });
    const full = opened.shop.placeOrder({ lines, giftCardPayment: "50.00" });
    expect(full).toMatchObject({ financialStatus: "PAID", totals: { total: "50.00", outstanding: "0.00" } });
    expect(() => opened.shop.placeOrder({ lines, giftCardPayment: "50.01" })).toThrow("no more than the order costs");
  });

  it("is called as the shop says", async () => {
    const opened = await openShop({ shop: { settings: { orderNamePrefix: "EN", orderNameSuffix: "-A" } } });
    const order = opened.shop.placeOrder({ lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity: 1 }] });
    expect(order.name).toBe("EN1001-A");
  });

  it("keeps the line of a variant that was deleted, without the variant", async () => {
    const opened = await openShop();
    const product = opened.shop.addProduct({
      title: "Stool",
      variants: [
        { sku: "STOOL-S", title: "Small", price: "5.00" },
        { sku: "STOOL-L", title: "Large", price: "6.00" },
      ],
    });
    const [small, large] = product.variants.map(({ id }) => id);
    const order = opened.shop.placeOrder({ lines: [{ variantId: small ?? "", quantity: 1 }] });
    opened.shop.deleteVariant(small ?? "");
    const query = await connect(opened);
    const answer = await query(
      "query ($id: ID!) { order(id: $id) { lineItems(first: 5) { nodes { name sku variant { id } product { title } } } } }",
      { id: order.id },
    );
    expect(answer.data.order.lineItems.nodes).toEqual([
      { name: "Stool - Small", sku: "STOOL-S", variant: null, product: { title: "Stool" } },
    ]);
    expect(() => opened.shop.deleteVariant(large ?? "")).toThrow("has no other variant");
  });
});
