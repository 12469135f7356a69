import { createHmac } from "node:crypto";
import type { ConfiguredSubscription } from "../app-configuration.ts";
import { matchesPayload } from "../search/match-payload.ts";
import { iso, newUuid, type Site } from "../world.ts";
import { writeJson, type Json } from "./json.ts";
import { redact, selectFields } from "./select-fields.ts";
import { enumOfTopic, mayReceive } from "./topics.ts";

export interface ShopEvent {
  readonly topic: string;
  /** What it is about; identical payloads with `include_fields` about the same thing are sent once. */
  readonly resource: string;
  readonly payload: Json;
}

interface Target extends Pick<ConfiguredSubscription, "uri" | "name" | "filter" | "includeFields"> {
  /** `config:…` or `api:{id}`: tells who to punish for failures. */
  readonly key: string;
}

export function targetsFor({ world, shop }: Site, topic: string): readonly Target[] {
  const configured = world
    .app()
    .configuration.subscriptions.filter((subscription) => subscription.topic === topic)
    .map((subscription) => ({ ...subscription, key: `config:${shop.domain}:${topic}:${subscription.uri}` }));
  const own = shop.subscriptions
    .filter((subscription) => subscription.topic === enumOfTopic(topic))
    .map((subscription) => ({ ...subscription, key: `api:${shop.domain}:${subscription.id}` }));
  return [...configured, ...own];
}

export const sign = (body: string, secret: string): string =>
  createHmac("sha256", secret).update(body, "utf8").digest("base64");

/** Relative addresses are continued from the app's own. */
export function addressOf(uri: string, appUrl: string): string | null {
  if (/^https?:\/\//.test(uri)) return uri;
  return uri.startsWith("/") ? `${appUrl.replace(/\/$/, "")}${uri}` : null;
}

export function headersFor(site: Site, topic: string, body: string, eventId: string): Record<string, string> {
  const { identity, configuration } = site.world.app();
  return {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": topic,
    "x-shopify-hmac-sha256": sign(body, identity.clientSecret),
    "x-shopify-shop-domain": site.shop.domain,
    "x-shopify-api-version": configuration.webhookApiVersion,
    "x-shopify-webhook-id": newUuid(),
    "x-shopify-event-id": eventId,
    "x-shopify-triggered-at": iso(site.world.clock.now()),
  };
}

function deliver(site: Site, event: ShopEvent, target: Target, eventId: string): void {
  const { world, shop } = site;
  const url = addressOf(target.uri, world.app().identity.url);
  if (url === null) return;
  const payload = redact(event.payload, shop.settings.protectedData);
  if (target.filter !== null && !matchesPayload(payload, target.filter)) return;
  const body = writeJson(selectFields(payload, target.includeFields));
  if (target.includeFields.length > 0 && shop.settings.skipIdenticalPayloads) {
    // Shopify leaves out a delivery whose selected fields are the same as the time before.
    const same = `${target.key}|${event.resource}`;
    if (world.lastPayloads.get(same) === body) return;
    world.lastPayloads.set(same, body);
  }
  const headers = headersFor(site, event.topic, body, eventId);
  if (target.name !== null) headers["x-shopify-name"] = target.name;
  world.deliveries.send({ url, headers, body, topic: event.topic, key: target.key });
}

/** Sends what one action of a merchant, customer or app caused: all of it under one event id. */
export function emit(site: Site, events: readonly ShopEvent[]): void {
  if (site.shop.installation.installedAt !== null) {
    const eventId = newUuid();
    for (const event of events) {
      if (!mayReceive(site, event.topic)) continue;
      for (const target of targetsFor(site, event.topic)) deliver(site, event, target, eventId);
    }
  }
  site.world.changed();
}
