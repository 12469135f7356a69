import { describe, expect, it } from "vitest";
import { describeBlock } from "./describe-block.ts";
import { describeFailure } from "./describe-failure.ts";
import { everyBlock, everyFailure } from "./testing/every-outcome.ts";
import { wholeSentence } from "./whole-sentence.ts";

describe("wholeSentence", () => {
  it.each([
    ["Too many requests", "Too many requests."],
    [" variant_id is unknown \n", "variant_id is unknown."],
    ["fetch failed (ECONNREFUSED)", "fetch failed (ECONNREFUSED)."],
    ["It is full.", "It is full."],
    ["Really?", "Really?"],
    ["(It was deleted.)", "(It was deleted.)"],
    ["Order “#1” was refused.”", "Order “#1” was refused.”"],
    ["", "no reason was given."],
  ])("[PAG-7] ends %j as a sentence", (words, sentence) => {
    expect(wholeSentence(words)).toBe(sentence);
  });

  it("[PAG-7] keeps foreign words apart from the remedy that follows them", () => {
    const bare = { words: "no stop" };
    const said = [
      ...everyFailure.flatMap((failure) => ("words" in failure ? [describeFailure({ ...failure, ...bare })] : [])),
      ...everyBlock.flatMap((block) =>
        block.kind === "katana-refused" ? [describeBlock({ ...block, ...bare }, "EUR")] : [],
      ),
    ];
    expect(said.length).toBeGreaterThan(10);
    for (const { sentence } of said) expect(sentence).toMatch(/no stop\.$/);
  });
});
