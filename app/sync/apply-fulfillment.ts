import {
  delivered,
  forgetOwed,
  keepFulfillmentRefusal,
  oweFulfillment,
  pairInKatana,
  pairInShopify,
} from "../domain/agree-on-fulfillment.ts";
import { compare, toNumber, zero } from "../domain/decimal.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { KeptFulfillments } from "../domain/fulfillment-pair.ts";
import { carriedName } from "../domain/fulfillment-step.ts";
import type { FulfillmentStep } from "../domain/fulfillment-step.ts";
import type { FulfillmentPlan } from "../domain/plan-fulfillments.ts";
import type { Block } from "../domain/plan.ts";
import type { TimelineNote } from "../domain/timeline.ts";
import type { Run } from "./apply-plan.ts";
import { attempt, callDeadlineMs } from "./attempt.ts";
import type { BookedFulfillment } from "./fulfillment-ports.ts";
import type { Answer } from "./ports.ts";

export interface CarriedOut {
  readonly kept: KeptFulfillments;
  /** What the other side refused. */
  readonly blocks: readonly Block[];
  /** Why it stopped before the last step; null when all were tried. */
  readonly failure: CallFailure | null;
}

/** Carries out the steps in order. What one side refuses holds up nothing else; any other failure ends the run, and the next one looks first. */
export async function applyFulfillments(run: Run, { steps, kept }: FulfillmentPlan): Promise<CarriedOut> {
  let so: CarriedOut = { kept, blocks: [], failure: null };
  for (const step of steps) {
    const done = await carryOut(run, step, so.kept);
    so = { ...done, blocks: [...so.blocks, ...done.blocks] };
    if (so.failure !== null) return so;
  }
  return so;
}

function carryOut(run: Run, step: FulfillmentStep, kept: KeptFulfillments): Promise<CarriedOut> {
  const { client } = run.katana;
  const { outside, claim } = run;
  switch (step.kind) {
    case "deliver-sales-order-fulfillment":
      return write(
        run,
        { step, before: kept, owing: kept },
        {
          send: () => client.deliverFulfillment(step.id),
          idOf: () => step.id,
          agree: () => delivered(kept, step.id),
          noteOf: (booked) => ({
            kind: "fulfillment-delivered",
            cause: "order",
            details: { fulfillment: step.name, ...batchesOf(booked) },
          }),
        },
      );
    case "create-sales-order-fulfillment": {
      const owing = owe(run, step, kept);
      return write(
        run,
        { step, before: kept, owing },
        {
          send: () => client.createFulfillment(step),
          idOf: ({ id }) => id,
          agree: ({ id }) => pairInKatana(owing, step, id),
          noteOf: (booked) => noteOf(step, booked),
        },
      );
    }
    case "create-fulfillment": {
      const owing = owe(run, step, kept);
      return write(
        run,
        { step, before: kept, owing },
        {
          send: () => outside.shopify(claim.shop).createFulfillment(step),
          idOf: () => null,
          agree: (gid) => pairInShopify(owing, step, gid),
          noteOf: () => noteOf(step),
        },
      );
    }
  }
}

type CreateStep = Exclude<FulfillmentStep, { kind: "deliver-sales-order-fulfillment" }>;

const owe = ({ outside }: Run, step: CreateStep, kept: KeptFulfillments): KeptFulfillments => {
  const now = outside.clock.now();
  const until = now + callDeadlineMs + outside.safeMs;
  return oweFulfillment(kept, step, { sentAt: new Date(now).toISOString(), until: new Date(until).toISOString() });
};

/** FUL-8 */
const batchesOf = ({ unitsWithoutBatch }: BookedFulfillment): { readonly withoutBatch?: number } =>
  compare(unitsWithoutBatch, zero) > 0 ? { withoutBatch: toNumber(unitsWithoutBatch) } : {};

const noteOf = (step: CreateStep, booked: BookedFulfillment | null = null): TimelineNote => {
  const units = step.lines.reduce((total, { quantity }) => total + quantity, 0);
  const isShopify = step.kind === "create-fulfillment";
  return {
    kind: "fulfillment-carried",
    cause: isShopify ? "look-up" : "order",
    details: {
      to: isShopify ? "shopify" : "katana",
      fulfillment: isShopify ? (step.katana === null ? null : String(step.katana)) : step.name,
      units,
      trackingNumber: step.tracking?.number ?? null,
      customerNotified: isShopify && step.notifyCustomer,
      ...(booked === null ? {} : batchesOf(booked)),
    },
  };
};

interface Sending {
  readonly step: FulfillmentStep;
  readonly before: KeptFulfillments;
  /** What is kept before it is sent. */
  readonly owing: KeptFulfillments;
}

interface Call<Value> {
  readonly send: () => Answer<Value>;
  readonly idOf: (value: Value) => number | null;
  readonly agree: (value: Value) => KeptFulfillments;
  readonly noteOf: (value: Value) => TimelineNote;
}

/** Sends one write, kept as owed before it is sent; see `KeptFulfillments.unsure`. */
async function write<Value>(run: Run, { step, before, owing }: Sending, call: Call<Value>): Promise<CarriedOut> {
  const { outside, stores, claim } = run;
  if (owing !== before) await stores.orders.saveFulfillments(claim, owing, null);
  const { send, idOf } = call;
  const { id, result } = await attempt(run, { step: step.kind, intent: null, subjects: [], send, idOf });
  if (!result.ok) return notDone(run, { step, before, owing }, result.problem);
  const kept = call.agree(result.value);
  const at = new Date(outside.clock.now()).toISOString();
  await stores.orders.keepFulfillment(
    claim,
    { kept, attemptId: id, resultId: idOf(result.value), note: call.noteOf(result.value) },
    at,
  );
  return { kept, blocks: [], failure: null };
}

async function notDone(
  { stores, claim }: Run,
  { step, before, owing }: Sending,
  failure: CallFailure,
): Promise<CarriedOut> {
  // Nobody knows: it stays owed, and is looked for.
  if (failure.kind === "unknown-outcome" || failure.kind === "unreadable" || failure.kind === "internal")
    return { kept: owing, blocks: [], failure };
  if (failure.kind === "rejected") {
    const kept = keepFulfillmentRefusal(before, step, failure.words);
    await stores.orders.saveFulfillments(claim, kept, null);
    const to = step.kind === "create-fulfillment" ? "shopify" : "katana";
    const refused = { kind: "fulfillment-refused", to, fulfillment: carriedName(step), words: failure.words } as const;
    return { kept, blocks: [refused], failure: null };
  }
  const kept = owing === before ? before : forgetOwed(owing);
  await stores.orders.saveFulfillments(claim, kept, null);
  return { kept, blocks: [], failure };
}
