/** Why goods that have gone on one side could not be said to have gone on the other. */
export type CarryCause =
  /** No row stands for the line (FUL-2). */
  | "no-row"
  /** The other side has fewer units left than went. */
  | "not-enough-left"
  /** Shopify counts whole units only. */
  | "not-whole"
  /** FUL-10: the fulfillment order is held, scheduled, or takes nothing for another reason. */
  | "on-hold"
  | "scheduled"
  | "not-open";
