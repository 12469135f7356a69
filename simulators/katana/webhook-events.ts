import { createHmac } from "node:crypto";
import type { DeliveryRequest } from "../kit/deliveries.ts";
import { alive } from "./table.ts";
import type { Account, KatanaEvent } from "./world.ts";

const list = (resource: string, ...actions: readonly string[]): readonly string[] =>
  actions.map((action) => `${resource}.${action}`);

/** All that may be subscribed to. Nothing tells of rows, addresses, fulfillments, fees, returns or customers. */
export const webhookEvents: readonly string[] = [
  ...list("sales_order", "created", "packed", "delivered", "updated", "approved", "deleted", "availability_updated"),
  ...list("purchase_order", "created", "updated", "deleted", "partially_received", "received", "approved"),
  ...list("purchase_order_row", "created", "received", "updated", "deleted"),
  ...list("outsourced_purchase_order", "created", "updated", "deleted", "received", "approved"),
  ...list("outsourced_purchase_order_row", "created", "updated", "deleted", "received"),
  ...list("outsourced_purchase_order_recipe_row", "created", "updated", "deleted"),
  ...list("manufacturing_order", "created", "updated", "deleted", "in_progress", "blocked", "done"),
  ...list("manufacturing_order_recipe_row", "created", "updated", "deleted", "ingredients_in_stock"),
  ...list(
    "manufacturing_order_operation_row",
    ...["created", "updated", "deleted", "in_progress", "paused", "blocked", "completed"],
  ),
  ...list(
    "current_inventory",
    ...["product_updated", "material_updated", "product_out_of_stock", "material_out_of_stock"],
  ),
  ...list("product", "created", "updated", "deleted"),
  ...list("material", "created", "updated", "deleted"),
  ...list("variant", "created", "updated", "deleted"),
  ...list("product_recipe_row", "created", "deleted", "updated"),
];

/** The plural of the resource is its path. */
const path = (resource: string): string => `/${resource}s`;

const WITHOUT_LINK = new Set(["sales_order.deleted", "product_recipe_row.deleted"]);

/** A hint only: no data, no event id, no time. */
function payload(apiUrl: string, webhookId: number, event: KatanaEvent): string {
  const [resource = ""] = event.action.split(".");
  const href = WITHOUT_LINK.has(event.action) ? {} : { href: `${apiUrl}${path(resource)}/${event.id}` };
  const status = event.status === undefined ? {} : { status: event.status };
  return JSON.stringify({
    resource_type: resource,
    action: event.action,
    webhook_id: webhookId,
    object: { id: String(event.id), ...status, ...href },
  });
}

export const webhookSignature = (token: string, body: string): string =>
  createHmac("sha256", token).update(body).digest("hex");

/** What one event sends, to each enabled webhook that asked for it. */
export function deliveriesFor(apiUrl: string, account: Account, event: KatanaEvent): readonly DeliveryRequest[] {
  const wanted = alive(account.tables.webhooks.all()).filter(
    (webhook) => webhook.enabled && webhook.subscribed_events.includes(event.action),
  );
  return wanted.map((webhook) => {
    const body = payload(apiUrl, webhook.id, event);
    return {
      url: webhook.url,
      headers: { "content-type": "application/json", "x-sha2-signature": webhookSignature(webhook.token, body) },
      body,
      topic: event.action,
      key: String(webhook.id),
    };
  });
}
