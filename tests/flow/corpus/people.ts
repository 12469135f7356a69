import type { AddressSeed } from "../../../simulators/shopify/control.ts";
import type { Shape } from "./shape.ts";
import { euroOrder, row } from "./usual.ts";

const office: AddressSeed = {
  ...{ firstName: "Ann", lastName: "Lee", company: "Lee & Sons OÜ", phone: "+3725550001" },
  ...{ address1: "Pikk 12", address2: "Apt 4", zip: "10123", city: "Tallinn", province: "Harju", provinceCode: "37" },
  ...{ country: "Estonia", countryCode: "EE" },
};
const yard: AddressSeed = {
  ...{ firstName: "Bob", lastName: "Lee", company: "Lee Workshop", phone: "+3725550002" },
  ...{ address1: "Riia 1", address2: "Yard", zip: "50090", city: "Tartu", province: "Tartu", provinceCode: "79" },
  ...{ country: "Estonia", countryCode: "EE" },
};
const officeText = "Ann, Lee, Lee & Sons OÜ, Pikk 12, Apt 4, 10123, Tallinn, Harju, Estonia, +3725550001";
const yardText = "Bob, Lee, Lee Workshop, Riia 1, Yard, 50090, Tartu, Tartu, Estonia, +3725550002";

const mug = row({ of: 1, item: "MUG-CER", quantity: 1, price: "14.9193548387", discount: "0", net: "14.92", tax: 24 });
const nowhere = { billTo: null, shipTo: null };

/** Who buys, where to, and what they wrote. Each order is for one mug. */
export const people: readonly Shape[] = [
  {
    says: "[MAP-4] [MAP-5] bills one address and ships to another, with every field",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      customer: { firstName: "Ann", lastName: "Lee", email: "ann.lee@example.com" },
      billingAddress: office,
      shippingAddress: yard,
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      customer: "Ann Lee",
      billTo: officeText,
      shipTo: yardText,
      rows: [mug],
    }),
  },
  {
    says: "[MAP-4] [MAP-5] [MAP-13] a company's order is for its contact, at the company's address, under its number",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      customer: { firstName: "Ott", lastName: "Kask", email: "ott@kask.example" },
      company: { name: "Kask Trading", location: "Riga branch" },
      billingAddress: {
        company: "Kask Trading",
        address1: "Brivibas 7",
        city: "Riga",
        zip: "LV-1010",
        country: "Latvia",
        countryCode: "LV",
      },
      shippingAddress: null,
      poNumber: "PO 4711/2026",
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      customer: "Ott Kask",
      reference: "PO 4711/2026",
      billTo: "Kask Trading, Brivibas 7, LV-1010, Riga, Latvia",
      shipTo: null,
      rows: [mug],
    }),
  },
  {
    says: "[MAP-5] a customer without an address gets none, not even Katana's copy of an old one",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      billingAddress: null,
      shippingAddress: null,
    }),
    becomes: euroOrder({ deliveryDays: 4, ...nowhere, rows: [mug] }),
  },
  {
    says: "[MAP-4] a customer without a name is called by the e-mail",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      customer: { email: "nameless@example.com" },
    }),
    becomes: euroOrder({ deliveryDays: 4, customer: "nameless@example.com", ...nowhere, rows: [mug] }),
  },
  {
    says: "[MAP-4] a customer with a first name only",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      customer: { firstName: "Ülle", phone: "+3725550009" },
    }),
    becomes: euroOrder({ deliveryDays: 4, customer: "Ülle", ...nowhere, rows: [mug] }),
  },
  {
    says: "[MAP-17] keeps a note of several lines as it was written",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      note: "Ring twice.\nLeave it with the neighbour — “Õunapuu 3” 🙏",
    }),
    becomes: euroOrder({
      deliveryDays: 4,
      info: "Ring twice.\nLeave it with the neighbour — “Õunapuu 3” 🙏",
      rows: [mug],
    }),
  },
  {
    says: "[MAP-13] shortens a number that Katana has no room for",
    order: ({ variantId }) => ({
      lines: [{ variantId: variantId("MUG-CER"), quantity: 1 }],
      poNumber: "4".repeat(300),
    }),
    becomes: euroOrder({ deliveryDays: 4, reference: "4".repeat(255), rows: [mug] }),
  },
];
