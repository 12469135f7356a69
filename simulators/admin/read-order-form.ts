import type { CustomerSeed, DiscountSeed, LineSeed, OrderSeed, ShippingSeed, TaxSeed } from "../shopify/control.ts";
import { keyed, text, ticked, type Form } from "./form.ts";

export type ReadOrder =
  | { readonly order: OrderSeed; readonly errors: null }
  /** Sentences by the name of the field. */
  | { readonly order: null; readonly errors: Readonly<Record<string, string>> };

const payments = ["paid", "pending", "authorized", "partially_paid"] as const;

/** The form of a new order as Shopify would have it, or what is wrong with it. `taxes` are those of the shop. */
export function readOrderForm(form: Form, taxes: readonly TaxSeed[]): ReadOrder {
  const errors: Record<string, string> = {};
  const lines = [...productLines(form, errors), ...customLine(form, errors)];
  if (lines.length === 0 && Object.keys(errors).length === 0) errors["lines"] = "Give at least one product a quantity.";
  const discount = readDiscount(text(form, "discount"), (sentence) => (errors["discount"] = sentence));
  const shipping = readShipping(form, errors);
  const customer = readCustomer(form, errors);
  if (Object.keys(errors).length > 0) return { order: null, errors };

  const payment = payments.find((one) => one === text(form, "payment")) ?? "paid";
  return {
    errors: null,
    order: {
      lines,
      shipping,
      payment,
      taxes: ticked(form, "untaxed") ? [] : taxes,
      note: text(form, "note") || null,
      poNumber: text(form, "poNumber") || null,
      ...customer,
      ...(discount ? { discount: { ...discount, title: text(form, "discountTitle") || "Order discount" } } : {}),
    },
  };
}

function productLines(form: Form, errors: Record<string, string>): readonly LineSeed[] {
  const discounts = keyed(form, "discount");
  return Object.entries(keyed(form, "quantity")).flatMap(([variantId, given]) => {
    const field = `quantity:${variantId}`;
    if (!/^\d{1,4}$/.test(given)) errors[field] = `“${given}” is not a whole number.`;
    if (Number(given) === 0) return [];
    const discount = readDiscount(
      discounts[variantId] ?? "",
      (sentence) => (errors[`discount:${variantId}`] = sentence),
    );
    return [
      {
        variantId,
        quantity: Number(given),
        ...(discount ? { discount: { ...discount, title: "Line discount" } } : {}),
      },
    ];
  });
}

function customLine(form: Form, errors: Record<string, string>): readonly LineSeed[] {
  const title = text(form, "customTitle");
  if (title === "") return [];
  const price = readAmount(text(form, "customPrice"));
  if (price === null) {
    errors["customPrice"] = "A custom item needs a price, such as 12.50.";
    return [];
  }
  return [{ custom: { title, price, requiresShipping: ticked(form, "customPhysical") }, quantity: 1 }];
}

function readShipping(form: Form, errors: Record<string, string>): readonly ShippingSeed[] {
  const title = text(form, "shippingTitle");
  if (title === "") return [];
  const price = readAmount(text(form, "shippingPrice") || "0");
  if (price === null) {
    errors["shippingPrice"] = `“${text(form, "shippingPrice")}” is not a price, such as 4.90.`;
    return [];
  }
  return [{ title, price }];
}

function readCustomer(form: Form, errors: Record<string, string>): Pick<OrderSeed, "customer" | "email"> {
  const chosen = text(form, "customer");
  if (chosen === "none") return { customer: null };
  if (chosen !== "new") return { customer: chosen };
  const email = text(form, "email");
  const lastName = text(form, "lastName");
  if (email === "" && lastName === "") errors["lastName"] = "A new customer needs a last name or an e-mail address.";
  if (email !== "" && !/^[^@\s]+@[^@\s]+$/.test(email)) errors["email"] = `“${email}” is not an e-mail address.`;
  const name = { firstName: text(form, "firstName") || null, lastName: lastName || null };
  const address = {
    ...name,
    address1: text(form, "address1") || null,
    city: text(form, "city") || null,
    zip: text(form, "zip") || null,
    country: text(form, "country") || null,
  };
  const customer: CustomerSeed = { ...name, email: email || null, address };
  return { customer, email: email || null };
}

/** `10%` or `5.00`; nothing is no discount. */
function readDiscount(given: string, complain: (sentence: string) => void): DiscountSeed | null {
  if (given === "") return null;
  const percent = /^(\d{1,3}(?:[.,]\d+)?)\s*%$/.exec(given)?.[1];
  if (percent !== undefined) {
    const value = Number(percent.replace(",", "."));
    if (value <= 100) return { percent: value, kind: "manual" };
    complain("A discount is at most 100%.");
    return null;
  }
  const amount = readAmount(given);
  if (amount === null) complain(`“${given}” is neither a percentage (10%) nor an amount (5.00).`);
  return amount === null ? null : { amount, kind: "manual" };
}

function readAmount(given: string): string | null {
  const text = given.replace(",", ".");
  return /^\d{1,9}(\.\d{1,3})?$/.test(text) ? text : null;
}
