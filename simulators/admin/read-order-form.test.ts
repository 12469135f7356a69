import { describe, expect, it } from "vitest";
import { readOrderForm } from "./read-order-form.ts";

const taxes = [{ title: "VAT", rate: 0.24 }];
const variant = "gid://shopify/ProductVariant/1";
const filled = { [`quantity:${variant}`]: "2", customer: "gid://shopify/Customer/1" };

describe("the form of a new order", () => {
  it("becomes an order", () => {
    const form = {
      ...filled,
      [`discount:${variant}`]: "10%",
      discount: "5,00",
      shippingTitle: "Express",
      shippingPrice: "12.00",
      payment: "pending",
      note: "Ring twice",
      poNumber: "PO-1",
    };
    expect(readOrderForm(form, taxes).order).toEqual({
      lines: [{ variantId: variant, quantity: 2, discount: { percent: 10, kind: "manual", title: "Line discount" } }],
      discount: { amount: "5.00", kind: "manual", title: "Order discount" },
      shipping: [{ title: "Express", price: "12.00" }],
      customer: "gid://shopify/Customer/1",
      payment: "pending",
      note: "Ring twice",
      poNumber: "PO-1",
      taxes,
    });
  });

  it("takes a new customer and a custom item", () => {
    const form = {
      customer: "new",
      lastName: "Tamm",
      email: "t@example.com",
      customTitle: "Engraving",
      customPrice: "7.5",
    };
    const { order } = readOrderForm(form, taxes);
    expect(order?.lines).toEqual([
      { custom: { title: "Engraving", price: "7.5", requiresShipping: false }, quantity: 1 },
    ]);
    expect(order?.customer).toMatchObject({ lastName: "Tamm", email: "t@example.com" });
  });

  it("has no customer when none is wanted", () => {
    expect(readOrderForm({ ...filled, customer: "none" }, taxes).order?.customer).toBeNull();
  });

  it.each([
    [{ customer: "none" }, "lines"],
    [{ ...filled, [`quantity:${variant}`]: "two" }, `quantity:${variant}`],
    [{ ...filled, [`discount:${variant}`]: "a lot" }, `discount:${variant}`],
    [{ ...filled, discount: "101%" }, "discount"],
    [{ ...filled, shippingTitle: "Post", shippingPrice: "free" }, "shippingPrice"],
    [{ ...filled, customTitle: "Engraving" }, "customPrice"],
    [{ ...filled, customer: "new" }, "lastName"],
    [{ ...filled, customer: "new", email: "nobody" }, "email"],
  ])("says what is wrong with %o", (form, field) => {
    const { errors } = readOrderForm(form, taxes);
    expect(Object.keys(errors ?? {})).toEqual([field]);
  });
});
