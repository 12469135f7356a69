import { nextStep } from "../domain/next-step.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { Outside } from "./ports.ts";
import { refreshLocations } from "./refresh-locations.ts";
import type { OpenHint, Stores } from "./stores.ts";

/** Follows up a webhook that named no order: asks Shopify whose it is and wakes that order, or takes over the shop's locations. */
export async function settleHint(outside: Outside, stores: Stores, id: bigint): Promise<void> {
  const hint = await stores.inbox.openHint(id);
  if (hint === null) return;
  const shop = await stores.shops.find(hint.shop);
  if (shop === null || shop.uninstalledAt !== null) return settle(outside, stores, hint, "The app is not installed.");
  const problem =
    hint.subject === "locations"
      ? await followLocations(outside, stores, hint)
      : await findOrder(outside, stores, hint);
  if (problem !== null) await putOff(outside, stores, { hint, problem });
}

async function followLocations(outside: Outside, stores: Stores, hint: OpenHint): Promise<CallFailure | null> {
  const refreshed = await refreshLocations(outside, stores, hint.shop);
  if (!refreshed.ok) return refreshed.problem;
  await settle(outside, stores, hint, null);
  return null;
}

async function findOrder(outside: Outside, stores: Stores, hint: OpenHint): Promise<CallFailure | null> {
  const found = await outside.shopify(hint.shop).findOrderId(hint.subject);
  if (!found.ok) return found.problem;
  if (found.value === null) await settle(outside, stores, hint, "Shopify shows no order for it.");
  else await stores.inbox.settleHint(hint, { orderId: found.value }, now(outside));
  return null;
}

/** A failure that a retry cannot mend is kept with the delivery; the sweep by update time finds the order all the same (REC-1). */
async function putOff(
  outside: Outside,
  stores: Stores,
  { hint, problem }: { hint: OpenHint; problem: CallFailure },
): Promise<void> {
  const next = nextStep(problem, hint.attempts + 1);
  if (next.kind === "needs-person") return settle(outside, stores, hint, `Failed: ${problem.kind}`);
  await stores.inbox.postponeHint(hint, new Date(outside.clock.now() + next.delayMs).toISOString());
}

const settle = (outside: Outside, stores: Stores, hint: OpenHint, failure: string | null): Promise<void> =>
  stores.inbox.settleHint(hint, { failure }, now(outside));

const now = ({ clock }: Outside): string => new Date(clock.now()).toISOString();
