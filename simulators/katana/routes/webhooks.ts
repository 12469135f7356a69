import { z } from "zod";
import { decodeBody, patch } from "../body.ts";
import { flag, list, manyIds, text } from "../list.ts";
import { inPath } from "../look-up.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import type { Webhook } from "../state.ts";
import { webhookEvents } from "../webhook-events.ts";
import { assignDefined, stamp, touch } from "../world.ts";

const events = z.array(z.enum([...webhookEvents]));

/** Katana takes https only; a test on one machine may allow http with a switch. */
const address = ({ world }: Call) =>
  z.string().regex(world.switches.webhookUrls === "any" ? /^https?:\/\/*/ : /^https:\/\/*/);

const createBody = (call: Call) =>
  z.strictObject({
    url: address(call),
    subscribed_events: events.min(1),
    description: z.string().optional(),
    enabled: z.boolean().optional(),
  });

const patchBody = (call: Call) =>
  patch({ url: address(call), subscribed_events: events, description: z.string(), enabled: z.boolean() });

const encode = ({ deleted_at: _never, ...webhook }: Webhook) => webhook;

const listWebhooks = (call: Call): Reply =>
  list(call, {
    entities: call.account.tables.webhooks.all(),
    encode,
    deletedOnRequest: false,
    dated: false,
    filters: {
      ids: manyIds((webhook) => webhook.id),
      url: text((webhook) => webhook.url),
      enabled: flag((webhook) => webhook.enabled),
    },
  });

function createWebhook(call: Call): Reply {
  const { world, account } = call;
  const input = decodeBody(createBody(call), call.body);
  const webhook = account.tables.webhooks.insert({
    ...stamp(world, "webhooks"),
    url: input.url,
    token: world.random.hex(16),
    enabled: input.enabled ?? true,
    description: input.description ?? null,
    subscribed_events: input.subscribed_events,
  });
  return ok(encode(webhook));
}

function patchWebhook(call: Call): Reply {
  const changes = decodeBody(patchBody(call), call.body);
  const webhook = inPath(call.account.tables.webhooks, call.id);
  assignDefined<Webhook>(webhook, changes);
  touch(call.world, webhook);
  return ok(encode(webhook));
}

function deleteWebhook({ world, account, id }: Call): Reply {
  const webhook = inPath(account.tables.webhooks, id);
  webhook.deleted_at = webhook.updated_at;
  return deleted(world);
}

export const webhookRoutes: readonly Route[] = [
  route("GET", "/webhooks", listWebhooks),
  route("POST", "/webhooks", createWebhook),
  route("GET", "/webhooks/{id}", ({ account, id }) => ok(encode(inPath(account.tables.webhooks, id)))),
  route("PATCH", "/webhooks/{id}", patchWebhook),
  route("DELETE", "/webhooks/{id}", deleteWebhook),
];
