import { expect, it } from "vitest";
import { parsePrivacyRequestId } from "./parse-privacy.ts";

it("[CON-7] reads which request is meant", () => {
  expect(parsePrivacyRequestId("12")).toEqual({ ok: true, value: "12" });
});

it.each([[null], [""], ["0"], ["-1"], ["1.5"], ["9".repeat(19)], ["1 OR 1"], [12]])(
  "[CON-7] takes no %j for a request",
  (given) => {
    expect(parsePrivacyRequestId(given)).toMatchObject({ ok: false, problem: { field: "request" } });
  },
);
