import { isActive } from "./activation.ts";
import type { Activation } from "./activation.ts";
import type { OrderReturn } from "./order-return.ts";
import type { Wait } from "./plan.ts";
import { isSameValue } from "./same-value.ts";
import type { KeptReturns } from "./sales-return.ts";

export interface ReturnsQuestion {
  readonly returns: readonly OrderReturn[];
  readonly kept: KeptReturns;
  /** SET-7 */
  readonly isOn: boolean;
  readonly activation: Activation;
  /** CON-8: the sales order is in another account than the one that is connected. */
  readonly otherAccount: { readonly salesOrderNo: string } | null;
  /** Katana moved on with one of them, or a person asked for a look (REC-5). */
  readonly isAskedFor: boolean;
  /** CHG-12: a person asked for another try of what was refused. */
  readonly isTriedAnew: boolean;
}

/**
 * What the returns of an order need: nothing, only that they are noted as seen (CHG-13), to be waited for, or that Katana is read and both
 * sides are compared. Where nothing changed Katana is asked nothing.
 */
export type NeedForReturns =
  | { readonly kind: "none" }
  | { readonly kind: "note"; readonly kept: KeptReturns }
  | { readonly kind: "wait"; readonly wait: Wait }
  | { readonly kind: "compare"; readonly kept: KeptReturns };

export const needForReturns = (question: ReturnsQuestion): NeedForReturns => {
  const { returns, kept, isOn, activation, otherAccount, isAskedFor, isTriedAnew } = question;
  if (returns.length === 0) return { kind: "none" };
  const isChanged = !isSameValue(kept.look, returns);
  if (!isOn) return isChanged ? { kind: "note", kept: { ...kept, look: returns } } : { kind: "none" };
  if (!isChanged && !kept.owed && !isAskedFor) return { kind: "none" };
  if (!isActive(activation)) return { kind: "wait", wait: { kind: "paused" } };
  if (otherAccount !== null) return { kind: "wait", wait: { kind: "other-account", ...otherAccount } };
  return { kind: "compare", kept: isChanged || isTriedAnew ? { ...kept, refusals: [] } : kept };
};
