import { instantWords } from "./instant-words.ts";
import type { Wait } from "./plan.ts";
import type { Words } from "./words.ts";

/** What an order waits for. */
export const describeWait = (wait: Wait): Words => {
  switch (wait.kind) {
    case "routing":
      return {
        sentence: "Shopify has not decided yet which location fulfills the order.",
        remedy: `It comes over as soon as that is decided, at ${instantWords(wait.until)} at the latest.`,
      };
    case "location-unmatched":
      return {
        sentence: `The location “${wait.locationName}” has no match in Katana.`,
        remedy: "Match it in Settings › Locations, and the order comes over.",
      };
    case "unknown-create":
      return {
        sentence: "Katana was sent the sales order and did not answer, so it may or may not be there.",
        remedy: `Tandem looks for it again at ${instantWords(wait.until)}, before anything is sent a second time.`,
      };
    case "unknown-change":
      return {
        sentence: "Katana was sent a change of the sales order and did not answer, so it may or may not be there.",
        remedy: `Tandem reads the sales order again at ${instantWords(wait.until)}, before anything is sent a second time.`,
      };
    case "other-account":
      return {
        sentence: `Sales order ${wait.salesOrderNo} is in another Katana account than the one that is connected now.`,
        remedy: "Connect that account again in Settings › Connection; until then nothing of the order is carried over.",
      };
    case "paused":
      return {
        sentence: "Syncing is paused, and this order has something to be brought over.",
        remedy: "Resume syncing on Home.",
      };
    case "katana-not-read":
      return {
        sentence: "The order's products have not been looked up in Katana yet.",
        remedy:
          "It takes a connection to Katana, made in Settings › Connection. With one, the next sync looks them up.",
      };
  }
};
