import type { DeletionCause, RowChange } from "./change-step.ts";
import type { Decimal } from "./decimal.ts";
import type { CallFailure } from "./failure.ts";
import type { Block, Wait } from "./plan.ts";
import type { Reason } from "./reason.ts";
import type { ReturnStep } from "./return-step.ts";

/** One thing seen, decided or done with an order (REC-3): a closed vocabulary. `details` hold no personal data. */
export type TimelineEvent =
  /** What keeps the order out changed. */
  | { readonly kind: "judged"; readonly details: Change<Reason> }
  /** What has to happen first changed. */
  | { readonly kind: "waited"; readonly details: Change<Wait> }
  /** What a person is needed for changed. */
  | { readonly kind: "blocked"; readonly details: Change<Block> }
  | { readonly kind: "failed"; readonly details: { readonly failure: CallFailure } }
  | {
      readonly kind: "imported";
      readonly details: {
        readonly salesOrderNo: string;
        readonly rows: number;
        readonly shopifyTotal: string;
        readonly katanaTotal: string | null;
      };
    }
  /** IMP-9: a create of unknown outcome had taken effect. */
  | { readonly kind: "found-made"; readonly details: { readonly salesOrderNo: string } }
  /** IMP-7: its sales order is gone from Katana. */
  | { readonly kind: "found-deleted"; readonly details: { readonly salesOrderNo: string } }
  /** CHG-5, CHG-6: Tandem deleted its sales order. */
  | { readonly kind: "deleted"; readonly details: { readonly salesOrderNo: string; readonly because: DeletionCause } }
  /** CHG: one step of a change was carried out. */
  | { readonly kind: "changed"; readonly details: CarriedChange }
  /** RET: one step of a return was carried out. */
  | { readonly kind: "return-carried"; readonly details: { readonly step: ReturnStep } }
  /** FUL: goods that had gone on one side were said to have gone on the other. `units` of all lines together. */
  | {
      readonly kind: "fulfillment-carried";
      readonly details: {
        readonly to: "katana" | "shopify";
        /** Shopify's name of it, or Katana's id; null for what was left of a delivered order (FUL-4). */
        readonly fulfillment: string | null;
        readonly units: number;
        readonly trackingNumber: string | null;
        readonly customerNotified: boolean;
        /** FUL-8: of goods with batches, units that Katana took from none; left out for none. */
        readonly withoutBatch?: number;
      };
    }
  /** FUL-9: packed in Katana, and gone in Shopify. */
  | {
      readonly kind: "fulfillment-delivered";
      readonly details: { readonly fulfillment: string; readonly withoutBatch?: number };
    }
  /** FUL-12 */
  | { readonly kind: "carry-over-asked"; readonly details: { readonly by: string } }
  /** CON-6: Katana's own Shopify integration had made its sales order. */
  | { readonly kind: "adopted"; readonly details: { readonly salesOrderNo: string } }
  /** IMP-9: of two sales orders the younger was deleted. */
  | { readonly kind: "double-removed"; readonly details: { readonly removed: string; readonly kept: string } }
  /** REC-5: a person chose Sync now or Retry. `by` is the id of the Shopify user, empty when unknown. */
  | { readonly kind: "sync-asked"; readonly details: { readonly by: string } }
  /** IMP-10 */
  | { readonly kind: "import-anyway-asked"; readonly details: { readonly by: string } };

/** What one step made of a sales order. `name` is what the row sells; amounts are net of tax, in the order's currency. */
export type CarriedChange =
  | { readonly what: "row-added"; readonly name: string; readonly quantity: number }
  | { readonly what: "row-changed"; readonly name: string; readonly changes: readonly RowChange[] }
  | { readonly what: "row-deleted"; readonly name: string; readonly quantity: Decimal }
  | { readonly what: "manufacturing-order-deleted"; readonly name: string }
  | { readonly what: "manufacturing-order-unlinked"; readonly name: string }
  | { readonly what: "manufacturing-order-changed"; readonly quantity: number }
  | { readonly what: "shipping-fee-added"; readonly to: Decimal }
  | { readonly what: "shipping-fee-changed"; readonly from: Decimal; readonly to: Decimal }
  | { readonly what: "shipping-fee-deleted"; readonly from: Decimal };

/** The same thing before and after. */
interface Change<Value> {
  readonly before: readonly Value[];
  readonly after: readonly Value[];
}

/** What led to it: a look at the order, a look-up in Katana, or a person in Tandem. */
export type TimelineCause = "order" | "look-up" | "person";

export type TimelineNote = TimelineEvent & { readonly cause: TimelineCause };
