import { compareTotals, expectTotals } from "../domain/compare-totals.ts";
import { agreeOnImport, agreeOnShippingFee } from "../domain/agree.ts";
import type { CallFailure } from "../domain/failure.ts";
import { lookAt } from "../domain/order-look.ts";
import type {
  ActualSalesOrder,
  AgreedSalesOrder,
  DesiredSalesOrder,
  DesiredShippingFee,
} from "../domain/sales-order.ts";
import type { TimelineNote } from "../domain/timeline.ts";
import type { Progress, Run, StepOutcome } from "./apply-plan.ts";
import { attempt, stillPossibleUntil } from "./attempt.ts";
import { createTaxRate } from "./create-references.ts";
import { keepGone } from "./keep-gone.ts";
import { keptAfter } from "./kept-after.ts";
import { variantIdOf } from "./resolve-variant.ts";
import type { CreateIntent } from "./attempt-store.ts";
import type { Claim, KeptLink, NewLink } from "./stores.ts";

/** Creates the sales order and links it. A number that Katana refuses as taken gets the shop's handle appended (MAP-1). */
export async function createSalesOrder(
  run: Run,
  salesOrder: DesiredSalesOrder,
  progress: Progress,
): Promise<StepOutcome> {
  const first = await send(run, salesOrder, progress);
  if (first.kind !== "number-taken") return first;
  const handle = salesOrder.shop.replace(/\.myshopify\.com$/, "");
  const second = await send(run, { ...salesOrder, orderNo: `${salesOrder.orderNo} (${handle})` }, progress);
  return second.kind === "number-taken" ? refused("create-sales-order", second.failure) : second;
}

type NumberTaken = { readonly kind: "number-taken"; readonly failure: CallFailure & { kind: "rejected" } };

async function send(run: Run, salesOrder: DesiredSalesOrder, progress: Progress): Promise<StepOutcome | NumberTaken> {
  const { outside, stores, claim, katana, order } = run;
  const { customerId, taxRateIds, variantIds } = progress;
  if (customerId === null) throw new Error("A sales order was planned before its customer");
  const isRepeat = run.attempts.some(({ step, outcome }) => step === "create-sales-order" && outcome === "not-made");
  const intent = intentOf(run, salesOrder, progress);
  const { id, result } = await attempt(run, {
    step: "create-sales-order",
    intent,
    subjects: [],
    send: () => katana.client.createSalesOrder(salesOrder, { customerId, taxRateIds, variantIds }),
    idOf: (made) => made.id,
  });
  if (!result.ok) return failureOf(run, salesOrder, result.problem);
  const at = new Date(outside.clock.now()).toISOString();
  // IMP-9: the first create may still take effect although it was given up; look for two of them a while later.
  if (isRepeat) await stores.attempts.scheduleRecheck(id, new Date(outside.clock.now() + outside.safeMs).toISOString());
  const link = newLink(run, { attemptId: id, intent, made: result.value });
  await stores.orders.link(claim, link, at);
  outside.log("order.imported", { shop: claim.shop, orderId: order.id, salesOrderId: result.value.id });
  return { kind: "done", progress: { ...progress, link: keptAfter(claim.link, link, at) } };
}

const intentOf = ({ order }: Run, { rows, shippingFee }: DesiredSalesOrder, made: Progress): CreateIntent => ({
  rows: rows.map(({ properties: _personal, variant, ...row }) => ({ ...row, variantId: variantIdOf(variant, made) })),
  shippingFee,
  look: lookAt(order),
  totals: expectTotals(order, { rows, shippingFee }),
});

function newLink(
  { claim, katana }: Run,
  { attemptId, intent, made }: { attemptId: string; intent: CreateIntent; made: ActualSalesOrder },
): NewLink {
  const totals = compareTotals(intent.totals, made);
  return {
    accountId: katana.accountId,
    salesOrderId: made.id,
    salesOrderNo: made.orderNo,
    agreed: agreeOnImport(intent, made),
    agreedLook: intent.look,
    lastLook: intent.look,
    totals,
    attemptId,
    goneFromKatana: false,
    found: false,
    timeline: [
      {
        kind: "imported",
        cause: claim.importAnyway === null ? "order" : "person",
        details: {
          salesOrderNo: made.orderNo,
          rows: made.rows.length,
          shopifyTotal: totals.shopifyTotal,
          katanaTotal: totals.katanaTotal,
        },
      },
    ],
  };
}

/** Katana's documents give no codes for these; whatever it says of the thing means that. */
function failureOf(run: Run, { currency }: DesiredSalesOrder, failure: CallFailure): StepOutcome | NumberTaken {
  if (failure.kind !== "rejected") return { kind: "failed", failure };
  if (/order[ _]?(no|number)\b/i.test(failure.words)) return { kind: "number-taken", failure };
  if (/currenc/i.test(failure.words)) return { kind: "reason", reason: { kind: "currency-refused", currency } };
  return mayBeOutdated(run, failure) ? { kind: "failed", failure: outdated } : refused("create-sales-order", failure);
}

const outdated = {
  kind: "unavailable",
  side: "katana",
  words: "something the sales order names is gone from Katana, and is looked up anew",
} as const;

/** Milliseconds: longer than anything is believed without asking Katana again, customers apart. */
const believedMs = 600_000;

/**
 * What was remembered is forgotten after a refusal: one that names it is worth a second try, from fresh state (REC-6). A second refusal
 * within the time that the fresh state is remembered is Katana's last word.
 */
function mayBeOutdated({ outside, attempts }: Run, { status, words }: CallFailure & { kind: "rejected" }): boolean {
  const refusedLately = attempts.some(
    ({ step, outcome, sentAt }) =>
      step === "create-sales-order" && outcome === "refused" && Date.parse(sentAt) > outside.clock.now() - believedMs,
  );
  return !refusedLately && (status === 404 || /\b(customer|variant|tax_rate|location)(_id|s)?\b/i.test(words));
}

const refused = (step: "create-sales-order" | "create-shipping-fee", { words }: { words: string }): StepOutcome => ({
  kind: "block",
  block: { kind: "katana-refused", step, words },
});

/** MAP-12. Katana takes the fee only by a call of its own; one that may have been made already is looked for first. */
export async function createShippingFee(run: Run, fee: DesiredShippingFee, progress: Progress): Promise<StepOutcome> {
  const { katana } = run;
  // A fee that an earlier run still owes comes without the tax rates of an import.
  const rated = progress.taxRateIds.has(fee.taxPercent) ? null : await createTaxRate(run, fee.taxPercent, progress);
  if (rated !== null && rated.kind !== "done") return rated;
  const taxRateId = (rated?.progress ?? progress).taxRateIds.get(fee.taxPercent);
  const { link } = progress;
  if (link === null || taxRateId === undefined) throw new Error("A shipping fee was planned before what it belongs to");
  const sentBefore = run.attempts.filter(({ step, outcome }) => step === "create-shipping-fee" && outcome === null);
  if (sentBefore.length > 0) {
    const until = stillPossibleUntil(run.outside, sentBefore);
    const actual = await katana.client.loadSalesOrder(link.salesOrderId);
    if (!actual.ok) return { kind: "failed", failure: actual.problem };
    if (actual.value?.shippingFee) return keepFee(run, { ...progress, link }, actual.value.shippingFee.id);
    if (until !== null) return { kind: "wait", wait: { kind: "unknown-create", until } };
  }
  const { result } = await attempt(run, {
    step: "create-shipping-fee",
    intent: null,
    subjects: [],
    send: () => katana.client.createShippingFee(link.salesOrderId, fee, taxRateId),
    idOf: (id) => id,
  });
  if (result.ok) return keepFee(run, { ...progress, link }, result.value);
  return result.problem.kind === "rejected"
    ? feeRefused(run, { ...progress, link }, result.problem)
    : { kind: "failed", failure: result.problem };
}

/** IMP-7: somebody may have deleted the sales order meanwhile. */
async function feeRefused(
  run: Run,
  progress: Progress & { readonly link: KeptLink },
  refusal: { readonly words: string },
): Promise<StepOutcome> {
  const actual = await run.katana.client.loadSalesOrder(progress.link.salesOrderId);
  if (!actual.ok) return { kind: "failed", failure: actual.problem };
  if (actual.value !== null && !actual.value.deleted) return refused("create-shipping-fee", refusal);
  return { kind: "look-again", progress: { ...progress, link: await keepGone(run, progress.link) } };
}

async function keepFee(
  { stores, claim }: Run,
  progress: Progress & { readonly link: KeptLink },
  id: Parameters<typeof agreeOnShippingFee>[1],
): Promise<StepOutcome> {
  const agreed = agreeOnShippingFee(progress.link.agreed, id);
  await stores.orders.saveAgreed(claim, agreed, null);
  const timeline = [...progress.timeline, ...addedNotes(claim, agreed)];
  return { kind: "done", progress: { ...progress, timeline, link: { ...progress.link, agreed } } };
}

/** CHG-11. The fee of an import goes without saying. */
const addedNotes = ({ link }: Claim, { shippingFee }: AgreedSalesOrder): readonly TimelineNote[] =>
  link === null || shippingFee === null
    ? []
    : [{ kind: "changed", cause: "order", details: { what: "shipping-fee-added", to: shippingFee.amount } }];
