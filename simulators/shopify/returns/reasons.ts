import { gid } from "../world.ts";

/** Shopify's own return reasons; a GID stands for a handle. */
const REASONS: readonly { readonly id: string; readonly handle: string; readonly name: string }[] = [
  { id: "1", handle: "unknown", name: "Unknown" },
  { id: "2", handle: "size-too-small", name: "Size was too small" },
  { id: "3", handle: "size-too-large", name: "Size was too large" },
  { id: "4", handle: "unwanted", name: "Customer changed their mind" },
  { id: "5", handle: "not-as-described", name: "Item not as described" },
  { id: "6", handle: "wrong-item", name: "Received the wrong item" },
  { id: "7", handle: "defective", name: "Damaged or defective" },
  { id: "8", handle: "style", name: "Style" },
  { id: "9", handle: "color", name: "Color" },
  { id: "10", handle: "other", name: "Other" },
];

export const isReason = (handle: string): boolean => REASONS.some((reason) => reason.handle === handle);

export function reasonView(handle: string): { readonly __typename: string; readonly [field: string]: unknown } | null {
  const reason = REASONS.find((one) => one.handle === handle);
  if (!reason) return null;
  return {
    __typename: "ReturnReasonDefinition",
    id: gid("ReturnReasonDefinition", reason.id),
    handle,
    name: reason.name,
    deleted: false,
  };
}

export const reasonByGid = (id: string): string | null =>
  REASONS.find((reason) => gid("ReturnReasonDefinition", reason.id) === id)?.handle ?? null;

export const reasonHandles = (): readonly string[] => REASONS.map((reason) => reason.handle);
