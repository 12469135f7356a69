import { expect, it } from "vitest";
import type { KatanaWindow, SalesOrderCard } from "./katana-window.ts";
import { salesOrderAddress } from "./sales-order-address.ts";

const orders = [
  { id: 7, storeName: "second.myshopify.com" },
  { id: 8, storeName: null },
] as readonly SalesOrderCard[];
const window = { salesOrders: () => orders } as KatanaWindow;
const address = (id: number, shopDomains = ["first.myshopify.com", "second.myshopify.com"]) =>
  salesOrderAddress(id, { window, shopDomains });

it("leads to the sales order on the Katana page of the store it came from", () => {
  expect(address(7)).toBe("/store/second/katana#so-7");
});

it("leads to the first store's page for a sales order of no store", () => {
  expect(address(8)).toBe("/store/first/katana#so-8");
});

it("knows no address for what is not there", () => {
  expect(address(9)).toBeNull();
  expect(address(7, [])).toBeNull();
});
