import { expect, it } from "vitest";
import { lookAgainAt } from "./look-again.ts";

const now = Date.parse("2026-11-10T09:00:00Z");

it("[IMP-8] [REC-1] looks at an order on hold again within the hour, as its release may go unheard", () => {
  expect(lookAgainAt([{ kind: "on-hold" }], now)).toBe("2026-11-10T10:00:00.000Z");
});

it("[IMP-8] [REC-1] looks at no other again, nor at one that more than a hold keeps out", () => {
  expect(lookAgainAt([], now)).toBeNull();
  expect(lookAgainAt([{ kind: "archived" }], now)).toBeNull();
  expect(lookAgainAt([{ kind: "on-hold" }, { kind: "archived" }], now)).toBeNull();
});
