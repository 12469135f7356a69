import type { ReturnReasonId } from "./ids.ts";
import type { ReturnLine } from "./order-return.ts";
import type { KatanaReturnReason } from "./sales-return.ts";

/** What Katana's accounts call the reasons that Shopify goes by these handles. */
const katanaNames: ReadonlyMap<string, string> = new Map([
  ["defective", "Defective or damaged"],
  ["not-as-described", "Incorrect spec"],
  ["size-too-small", "Incorrect spec"],
  ["size-too-large", "Incorrect spec"],
  ["wrong-item", "Wrong item"],
  ["unwanted", "Dissatisfied"],
  ["style", "Dissatisfied"],
  ["color", "Dissatisfied"],
]);

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/**
 * The account's own reason for a return line (RET-1): one that goes by the same name, else the one that Shopify's handle stands for, else
 * "Other". Null without a reason, and where the account knows none of these.
 */
export const returnReason = (
  reason: ReturnLine["reason"],
  reasons: readonly KatanaReturnReason[],
): ReturnReasonId | null => {
  if (reason === null) return null;
  const named = (name: string): KatanaReturnReason | undefined => reasons.find((one) => same(one.name, name));
  return (named(reason.name) ?? named(katanaNames.get(reason.handle) ?? "Other") ?? named("Other"))?.id ?? null;
};
