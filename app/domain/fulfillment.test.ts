import { expect, it } from "vitest";
import { trackingForShopify } from "./fulfillment.ts";

it.each([
  ["https://ups.example/1Z?a=b", "https://ups.example/1Z?a=b"],
  ["http://ups.example/1Z", "http://ups.example/1Z"],
  [" www.ups.example/track/1Z ", "https://www.ups.example/track/1Z"],
  ["ups.example:8080/1Z", null],
  ["javascript:alert(1)", null],
  ["ftp://ups.example/1Z", null],
  ["ask the driver", null],
  ["1Z999", null],
  ["https://", null],
])("[FUL-6] of the tracking URL %j Shopify gets %j, and the number in any case", (url, sent) => {
  expect(trackingForShopify({ number: "1Z", carrier: "UPS", url })).toEqual({
    number: "1Z",
    carrier: "UPS",
    url: sent,
  });
});

it("[FUL-6] needs no tracking, nor a URL", () => {
  expect(trackingForShopify(null)).toBeNull();
  expect(trackingForShopify({ number: "1Z", carrier: null, url: null })).toEqual({
    number: "1Z",
    carrier: null,
    url: null,
  });
});
