import { expect, it } from "vitest";
import type { TimelineEntryView } from "../sync/views.ts";
import { OrderTimeline } from "./order-timeline.tsx";
import { render } from "./testing/render.tsx";

const timeline = (entry: Partial<TimelineEntryView>): string =>
  render(
    <OrderTimeline
      timeZone="UTC"
      entries={[
        {
          at: "2026-11-24T09:00:00.000Z",
          sentence: "The order waits.",
          cause: "a look",
          before: [],
          after: [],
          ...entry,
        },
      ]}
    />,
  );

it("[REC-3] says before and after where there is both", () => {
  const html = timeline({ before: ["It was paid."], after: ["It is refunded."] });
  expect(html).toContain("Before: It was paid.");
  expect(html).toContain("After: It is refunded.");
});

it("[REC-3] says of what began no more than what it is, and of what ended what it was", () => {
  expect(timeline({ after: ["A location has no match."] })).toContain(">A location has no match.<");
  expect(timeline({ before: ["A location has no match."] })).toContain("Before: A location has no match.");
});

it("[REC-3] lists what is more than one sentence", () => {
  const html = timeline({ before: ["Gone."], after: ["One.", "Two."] });
  expect(html).toContain("Before: Gone.");
  expect(html).toContain("After:");
  expect(html.match(/<li><span[^>]*>(One|Two)\.<\/span><\/li>/g)).toHaveLength(2);
});
