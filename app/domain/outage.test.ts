import { expect, it } from "vitest";
import type { CallFailure } from "./failure.ts";
import { isNoAnswer, probeDelayMs } from "./outage.ts";

it.each([
  [0, null],
  [2, null],
  [3, 1_000],
  [4, 2_000],
  [7, 16_000],
  [8, 30_000],
  [5_000, 30_000],
])("[REC-6] after %i calls in a row without an answer one order tries again in %s ms", (failures, delayMs) => {
  expect(probeDelayMs(failures)).toBe(delayMs);
});

const side = "katana";
const words = "said so";
it.each<[CallFailure, boolean]>([
  [{ kind: "unavailable", side, words }, true],
  [{ kind: "unknown-outcome", side, words }, true],
  [{ kind: "rate-limited", side, retryAfterMs: 1 }, false],
  [{ kind: "unauthorized", side, words }, false],
  [{ kind: "rejected", side, status: 422, words }, false],
])("[REC-6] tells whether the other side was there: $kind", (failure, absent) => {
  expect(isNoAnswer(failure)).toBe(absent);
});
