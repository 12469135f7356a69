import type { OrderStatus } from "./order-status.ts";

export interface Standing {
  readonly status: OrderStatus;
  /** The order was read at least once. */
  readonly looked: boolean;
  /** The sales order that it came over as; `gone` when that was deleted in Katana. */
  readonly salesOrder: { readonly no: string; readonly gone: boolean } | null;
}

const imported = ({ salesOrder }: Standing): string =>
  salesOrder === null || salesOrder.gone
    ? "The order is not in Katana."
    : `Katana has the order as sales order ${salesOrder.no}.`;

/** Where an order stands, as the first sentences of its page (REC-2); what keeps it there is said after it. */
export const describeStatus = (standing: Standing): string => {
  if (!standing.looked && standing.salesOrder === null && standing.status === "waiting")
    return "Tandem has heard of this order and looks at it in a moment.";
  switch (standing.status) {
    case "in-step":
      return `${imported(standing)} Whatever Shopify changed is carried over, and there is nothing to do. If its sales order was deleted in Katana, choose Sync now and Tandem will see it.`;
    case "waiting":
      return `${imported(standing)} It goes on by itself as soon as what it waits for is there.`;
    case "not-imported":
      return `${imported(standing)} Everything that keeps it out is listed here, each with what would let it in.`;
    case "needs-you":
      return `${imported(standing)} Tandem cannot go on with it by itself: something needs you.`;
    case "retrying":
      return `${imported(standing)} The last try failed, and Tandem tries again by itself.`;
  }
};
