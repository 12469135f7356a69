import { describeTotals } from "./describe-totals.ts";
import type { Notice } from "./plan.ts";
import type { Words } from "./words.ts";

/** Something worth knowing, though nothing is wrong. */
export const describeNotice = (notice: Notice): Words => {
  switch (notice.kind) {
    case "default-location-used":
      return {
        sentence:
          notice.cause === "not-routed"
            ? "Shopify did not decide in time which location fulfills the order, so Katana's default location was used."
            : "The location that Shopify chose was deleted, so Katana's default location was used.",
        remedy: "Change the location of the rows in Katana if another one ships them.",
      };
    case "sku-differs-in-case":
      return {
        sentence: `Katana has the SKU ${notice.sku} and also ${notice.other}, which differs only in upper and lower case.`,
        remedy: `${notice.sku} was used. Give the other product another SKU if the two are mixed up easily.`,
      };
    case "taxes-differ": {
      const what = notice.of === "shipping" ? "shipping is" : "additional fees are";
      return {
        sentence: `The order's ${what} taxed at several rates, and Katana takes only one: that of the largest part was used.`,
        remedy: "The amount without tax is right. If the tax matters to you, correct it in Katana.",
      };
    }
    case "pickup-to-be-marked":
      return {
        sentence: "The goods are ready in Katana, and the order is for pickup.",
        remedy: "Mark the order as picked up in Shopify once the customer has fetched it.",
      };
    case "fulfillments-left-aside":
      return {
        sentence: `${notice.count === 1 ? "1 fulfillment was" : `${String(notice.count)} fulfillments were`} made while “Sync fulfillment status” was off, and stayed where it was made.`,
        remedy: "Choose Carry over to bring the other side up to date.",
      };
    case "totals-differ":
      return {
        sentence: describeTotals(notice.comparison),
        remedy: "Compare the order in Shopify with its sales order in Katana, and change what is wrong there.",
      };
  }
};
