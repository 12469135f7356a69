import { expect, it } from "vitest";
import { ClosingNotice } from "./closing-notice.tsx";
import { render } from "./testing/render.tsx";
import type { ClosingScope } from "./use-closing-scope.ts";

const notice = (answer: ClosingScope["answer"], asking = false) =>
  render(<ClosingNotice closing={{ answer, asking, ask: () => undefined }} />);

it("[RET-4] [SET-7] says what does not work, and offers to ask", () => {
  expect(notice(null)).toContain("Tandem may not close returns in Shopify yet");
  expect(notice(null)).toContain("stays open until a person closes it");
  expect(notice(null)).toContain("Allow closing returns");
});

it("[RET-4] says what came of asking", () => {
  expect(notice("declined")).toContain("You did not allow it, so returns stay open in Shopify.");
  expect(notice("failed")).toContain("Shopify could not be asked.");
  expect(notice(null)).not.toContain("allow it");
});
