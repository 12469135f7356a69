import { aFulfillmentOrder, aLine, anOrder } from "../app/domain/testing/build-order.ts";
import { aPlanInput } from "../app/domain/testing/build-plan-input.ts";
import { aVariant, someReferences } from "../app/domain/testing/build-references.ts";
import { lineId } from "../app/domain/testing/ids.ts";
import { planOrder, type PlanInput } from "../app/domain/plan-order.ts";
import { type Figure, milliseconds, percentile } from "./figure.ts";

/** Rounds for one size; the median of them is what counts. */
const rounds = 200;

function inputWith(lines: number): PlanInput {
  const all = Array.from({ length: lines }, (_, index) =>
    aLine({ id: lineId(String(9_000 + index)), sku: `SKU-${String(index)}` }),
  );

  const variants = all.map(({ sku }) => [sku ?? "", [aVariant({ sku: sku ?? "" })]] as const);
  const order = anOrder({ lines: all, fulfillmentOrders: [aFulfillmentOrder(all)] });
  return aPlanInput({ order, references: someReferences({ variantsBySku: new Map(variants) }) });
}

function medianMs(lines: number): number {
  const input = inputWith(lines);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const { steps } = planOrder(input);
    times.push(performance.now() - start);
    if (!steps.some(({ kind }) => kind === "create-sales-order"))
      throw new Error(
        `An order of ${String(lines)} lines is not planned to come over: ${JSON.stringify(planOrder(input))}`,
      );
  }
  return percentile(times, 0.5);
}

/** Eligibility, the desired sales order and the steps, without asking anybody: in proportion to the lines. */
export function measurePlanning(): readonly Figure[] {
  medianMs(50);
  const [one = 0, fifty = 0, fiveHundred = 0] = [1, 50, 500].map(medianMs);
  const perLine = [fifty / 50, fiveHundred / 500];
  const grows = (perLine[1] ?? 0) / (perLine[0] ?? 1);
  return [
    {
      what: "planning an order of 1, 50 and 500 lines",
      measured: `${milliseconds(one)}, ${milliseconds(fifty)}, ${milliseconds(fiveHundred)}; a line costs ${grows.toFixed(1)} times as much in 500 as in 50`,
      target: "500 lines < 10 ms, a line at most twice as much",
      reached: fiveHundred < 10 && grows <= 2,
    },
  ];
}
