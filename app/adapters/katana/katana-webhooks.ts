import { z } from "zod";
import type { KatanaWebhookId } from "../../domain/ids.ts";
import type { KatanaWebhook, KatanaWebhookCalls } from "../../sync/katana-webhook-ports.ts";
import { decodeList, decodeNothing, decodeOne } from "./decode-answer.ts";
import type { KatanaCalls } from "./katana-calls.ts";
import { removeAt } from "./remove-at.ts";
import { wireId } from "./wire-values.ts";

/**
 * What a shipment raises. `packed` and `delivered` come when the whole sales order is; a part of it shows only as `updated`. Nothing tells
 * of fulfillments themselves. https://developer.katanamrp.com/docs/webhooks
 */
const events: readonly string[] = ["sales_order.updated", "sales_order.packed", "sales_order.delivered"];

const webhookSchema = z
  .object({
    id: wireId<KatanaWebhookId>(),
    url: z.string(),
    token: z.string().min(1),
    enabled: z.boolean(),
    subscribed_events: z.array(z.string()),
  })
  .transform(({ id, url, token, enabled, subscribed_events }): KatanaWebhook => {
    const subscribed = new Set(subscribed_events);
    const isAsItShould = enabled && subscribed.size === events.length && events.every((one) => subscribed.has(one));
    return { id, url, token, isAsItShould };
  });

export const createWebhookCalls = (calls: KatanaCalls): KatanaWebhookCalls => ({
  listWebhooks: () => calls.readPages({ path: "/webhooks" }, decodeList(webhookSchema)),
  createWebhook: (url) => {
    const body = { url, subscribed_events: events, description: "Tells Tandem what was shipped" };
    return calls.write({ method: "POST", path: "/webhooks", body }, decodeOne(webhookSchema));
  },
  repairWebhook: (id, url) => {
    const body = { url, subscribed_events: events, enabled: true };
    return calls.write({ method: "PATCH", path: `/webhooks/${String(id)}`, body }, decodeNothing);
  },
  deleteWebhook: (id) => removeAt(calls, `/webhooks/${String(id)}`),
});
