import fc from "fast-check";
import { expect, it } from "vitest";
import { history } from "./action.ts";
import { play } from "./play.ts";

/** `npm test` plays the same histories every time. MODEL_RUNS: how many others; MODEL_SEED and MODEL_PATH: those that a failure told. */
const { MODEL_RUNS, MODEL_SEED, MODEL_PATH } = process.env;
const usual = { numRuns: 300, seed: 20_261_124 };
const asked = {
  numRuns: Number(MODEL_RUNS ?? 1),
  ...(MODEL_SEED === undefined ? {} : { seed: Number(MODEL_SEED) }),
  ...(MODEL_PATH === undefined ? {} : { path: MODEL_PATH }),
};

const switches = fc.record({
  taxesIncluded: fc.boolean(),
  manufacturingFollows: fc.boolean(),
  syncFulfillment: fc.constantFrom(true, true, true, true, false),
  bringReturns: fc.constantFrom(true, true, true, false),
  rowEditsOnPartlyShipped: fc.constantFrom("allow" as const, "refuse" as const),
});

it("[REC-1] [CHG-1] [CHG-7] [IMP-9] [FUL-1] [FUL-3] [FUL-5] [FUL-9] [RET-1] [RET-2] [RET-3] [SET-7] [SET-8] any history of orders goes as the rules want it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.record({ switches, actions: history }), async (one) => {
      expect(await play(one)).toEqual([]);
    }),
    MODEL_RUNS === undefined && MODEL_SEED === undefined ? usual : asked,
  );
});
