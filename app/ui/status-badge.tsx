import { Badge } from "@shopify/polaris";
import { type OrderStatus, orderStatusBadges } from "../domain/order-status.ts";

/** Where an order stands, in the same word and tone everywhere. */
export function StatusBadge({ status }: { readonly status: OrderStatus }) {
  const { label, tone } = orderStatusBadges[status];
  return tone === null ? <Badge>{label}</Badge> : <Badge tone={tone}>{label}</Badge>;
}
