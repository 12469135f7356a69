import type { CallFailure, Side } from "./failure.ts";
import type { Words } from "./words.ts";
import { wholeSentence } from "./whole-sentence.ts";

const nameOf = (side: Side): string => {
  switch (side) {
    case "shopify":
      return "Shopify";
    case "katana":
      return "Katana";
  }
};

const accessRemedy = (side: Side): string => {
  switch (side) {
    case "shopify":
      return "Open Tandem from the Shopify admin once to give it access again.";
    case "katana":
      return "Check the API key in Settings › Connection.";
  }
};

/** What went wrong, with a call to Shopify or Katana or in Tandem itself, and what mends it. */
export const describeFailure = (failure: CallFailure): Words => {
  if (failure.kind === "internal") {
    return {
      sentence: `Something went wrong inside Tandem: ${wholeSentence(failure.words)}`,
      remedy: "Tandem tries again by itself. If it goes on, report it to whoever runs Tandem for you.",
    };
  }
  const name = nameOf(failure.side);
  switch (failure.kind) {
    case "rate-limited":
      return {
        sentence: `${name} takes only so many requests a minute, and they are used up.`,
        remedy: "The order goes on by itself in a moment.",
      };
    case "unavailable":
      return {
        sentence: `${name} could not be reached: ${wholeSentence(failure.words)}`,
        remedy: "Tandem keeps trying by itself.",
      };
    case "unauthorized":
      return {
        sentence: `${name} refuses access: ${wholeSentence(failure.words)}`,
        remedy: accessRemedy(failure.side),
      };
    case "rejected":
      return {
        sentence: `${name} refused the request: ${wholeSentence(failure.words)}`,
        remedy: "Mend what it names, then choose Retry.",
      };
    case "unreadable":
      return {
        sentence: `${name} gave an answer that Tandem cannot read, at ${failure.path}: ${wholeSentence(failure.words)}`,
        remedy: "Choose Retry. If it happens again, report it to whoever runs Tandem for you.",
      };
    case "unknown-outcome":
      return {
        sentence: `${name} was sent a change and did not answer, so it may or may not have been made: ${wholeSentence(failure.words)}`,
        remedy: "Tandem looks whether it was made before it sends anything again.",
      };
  }
};
