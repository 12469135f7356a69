import type { OrderId } from "../domain/ids.ts";

/** What a webhook hints at. Its payload is never more than a hint: whatever it names is read afresh (REC-1). */
export type Hint =
  | { readonly kind: "order"; readonly orderId: OrderId }
  /** Names a fulfillment order, return or reverse fulfillment order (by GID) whose order has to be asked for. */
  | { readonly kind: "find-order"; readonly gid: string }
  | { readonly kind: "locations" }
  | { readonly kind: "uninstalled" }
  | { readonly kind: "scopes"; readonly granted: readonly string[] }
  | {
      readonly kind: "privacy";
      readonly request: "customers/data_request" | "customers/redact" | "shop/redact";
      readonly customerId: string | null;
      readonly orderIds: readonly OrderId[];
    }
  | { readonly kind: "unknown-topic" }
  | { readonly kind: "unreadable"; readonly why: string };
