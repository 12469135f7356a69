import { expect, it } from "vitest";
import { salesOrderAddress } from "./sales-order-address.ts";

const salesOrders = [
  { id: 7, storeName: "second.myshopify.com" },
  { id: 8, storeName: null },
];
const address = (id: number, shopDomains = ["first.myshopify.com", "second.myshopify.com"]) =>
  salesOrderAddress(id, { salesOrders, shopDomains });

it("leads to the page of the sales order below the store it came from", () => {
  expect(address(7)).toBe("/store/second/katana/orders/7");
});

it("leads to a page below the first store for a sales order of no store", () => {
  expect(address(8)).toBe("/store/first/katana/orders/8");
});

it("knows no address for what is not there", () => {
  expect(address(9)).toBeNull();
  expect(address(7, [])).toBeNull();
});
