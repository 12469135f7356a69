import type { DeletionCause } from "./change-step.ts";
import type { KatanaVariantId } from "./ids.ts";

/** Why an order was not imported: a closed vocabulary. All reasons that hold are recorded, never just the first (IMP). */
export type Reason =
  /** IMP-1 */
  | { readonly kind: "cancelled" }
  /** IMP-1 */
  | { readonly kind: "archived" }
  /** IMP-3: pending, authorized or partially paid while SET-2 is off. */
  | { readonly kind: "payment-pending"; readonly status: "PENDING" | "AUTHORIZED" | "PARTIALLY_PAID" }
  /** IMP-3: never imported. */
  | { readonly kind: "payment-failed"; readonly status: "EXPIRED" | "VOIDED" }
  /** IMP-6 */
  | { readonly kind: "refunded" }
  /** Shopify sent a payment status that is missing or did not exist when this was written. */
  | { readonly kind: "payment-status-unknown"; readonly status: string | null }
  /** IMP-4 */
  | { readonly kind: "on-hold" }
  /** IMP-4 */
  | { readonly kind: "fulfillment-not-required" }
  /** IMP-4 */
  | { readonly kind: "already-fulfilled" }
  | { readonly kind: "fulfillment-status-unknown"; readonly status: string }
  /** IMP-5: created before `since` (ISO-8601), the earliest instant that counts. */
  | { readonly kind: "created-before-activation"; readonly since: string }
  /** IMP-6: no line has anything left. */
  | { readonly kind: "nothing-to-import" }
  /** IMP-7 */
  | { readonly kind: "deleted-in-katana"; readonly salesOrderNo: string }
  /** IMP-7: Tandem deleted its sales order, as the order was cancelled, refunded, archived or emptied (CHG-5, CHG-6). */
  | { readonly kind: "deleted-by-tandem"; readonly salesOrderNo: string; readonly because: DeletionCause }
  /** IMP-7: its sales order still exists, though the order is no longer tied to it. */
  | { readonly kind: "already-imported"; readonly salesOrderNo: string }
  /** MAP-6: two or more Katana variants carry the SKU. */
  | { readonly kind: "ambiguous-sku"; readonly sku: string; readonly variantIds: readonly KatanaVariantId[] }
  /** MAP-14: Katana takes no sales order in the order's currency, for want of multi-currency. */
  | { readonly kind: "currency-refused"; readonly currency: string }
  /** The shop is not active: set-up is unfinished, or syncing is paused (CON-1, CON-5). */
  | { readonly kind: "not-active" };
