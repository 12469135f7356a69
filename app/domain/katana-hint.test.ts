import { describe, expect, it } from "vitest";
import { hintsInVainAfter, hintSpacingMs, mayHaveShipped } from "./katana-hint.ts";

describe("[FUL-3] a webhook of Katana's", () => {
  it.each([
    ["DELIVERED", true],
    ["PARTIALLY_DELIVERED", true],
    ["PACKED", true],
    ["PARTIALLY_PACKED", true],
    ["SOMETHING_NEW", true],
    [null, true],
    ["NOT_SHIPPED", false],
    ["PENDING", false],
  ])("about a sales order that is %s is worth a look: %s", (status, worth) => {
    expect(mayHaveShipped(status)).toBe(worth);
  });

  it("brings looks forward less and less while they show nothing new", () => {
    expect([0, 1, 2, 3, 4, 1_000].map(hintSpacingMs)).toEqual([1_500, 3_000, 6_000, 12_000, 12_000, 12_000]);
    expect(hintSpacingMs(-1)).toBe(1_500);
  });

  it("counts only looks that it brought forward, and only until one shows something new", () => {
    expect(hintsInVainAfter({ hinted: true, foundNews: false, before: 2 })).toBe(3);
    expect(hintsInVainAfter({ hinted: true, foundNews: true, before: 2 })).toBe(0);
    expect(hintsInVainAfter({ hinted: false, foundNews: false, before: 2 })).toBe(0);
  });
});
