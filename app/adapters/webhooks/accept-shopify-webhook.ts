import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Outside } from "../../sync/ports.ts";
import { receiveWebhook } from "../../sync/receive-webhook.ts";
import type { Stores } from "../../sync/stores.ts";
import { decodeShopifyHint } from "./decode-shopify-hint.ts";
import { createBodyReader } from "./read-body.ts";
import { verifyShopifyWebhook } from "./verify-shopify-webhook.ts";

export interface WebhookIntake {
  readonly outside: Outside;
  readonly stores: Stores;
  /** The app's client secret, under which Shopify signs. */
  readonly secret: string;
}

/**
 * Signed deliveries taken at the same time. Beyond it Shopify is told to come again: each delivery costs a transaction on what may be one
 * embedded connection, and one that waits longer than Shopify's five seconds would be repeated anyway.
 */
const mostAtOnce = 300;

/** Bytes. Shopify's largest deliveries, orders of 500 lines, have a few megabytes; more is nobody's webhook. */
const longestBody = 20 * 2 ** 20;
const limits = { mostBytes: longestBody, mostHeldBytes: 10 * longestBody };

const headersSchema = z.object({
  topic: z.string().min(1).max(100),
  shop: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/)
    .transform((text) => text as ShopDomain),
  deliveryId: z.string().min(1).max(200),
  eventId: z.string().max(200).nullable(),
  triggeredAt: z.iso.datetime({ offset: true }).nullable().catch(null),
});

export interface ShopifyIntake {
  /** Answers 401 to a wrong signature, 413 to a body beyond all measure, 408 to one that does not come, and keeps nothing; 200 once everything is kept; 503 when there is too much at once or the database is away. */
  readonly take: (request: Request) => Promise<Response>;
  /** Resolves when no delivery is being taken, and after `patienceMs` in any case: what can wait a moment lets deliveries go first. */
  calm(patienceMs: number): Promise<void>;
}

/** Milliseconds between two looks whether it is calm. */
const lookAgainMs = 5;

export function createShopifyIntake({ outside, stores, secret }: WebhookIntake): ShopifyIntake {
  const readBody = createBodyReader(limits);
  let arriving = 0;
  let atOnce = 0;

  return {
    take: async (request) => {
      arriving += 1;
      return take(request).finally(() => (arriving -= 1));
    },
    calm: async (patienceMs) => {
      for (let waited = 0; arriving > 0 && waited < patienceMs; waited += lookAgainMs) await sleep(lookAgainMs);
    },
  };

  async function take(request: Request): Promise<Response> {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    const body = await readBody(request);
    if (!body.ok) {
      outside.log("webhook.not-read", { status: body.problem });
      return body.problem === 503 ? comeAgain() : new Response(null, { status: body.problem });
    }
    if (!verifyShopifyWebhook(body.value, request.headers.get("X-Shopify-Hmac-Sha256"), secret)) {
      outside.log("webhook.signature-refused", {});
      return new Response(null, { status: 401 });
    }
    // Only what Shopify signed may use up the room.
    if (atOnce >= mostAtOnce) return comeAgain();
    atOnce += 1;
    try {
      return await accept(request.headers, body.value);
    } catch (error) {
      outside.log("webhook.not-stored", { err: error });
      return comeAgain();
    } finally {
      atOnce -= 1;
    }
  }

  async function accept(sent: Headers, body: Uint8Array): Promise<Response> {
    const headers = headersSchema.safeParse({
      topic: sent.get("X-Shopify-Topic"),
      shop: sent.get("X-Shopify-Shop-Domain")?.toLowerCase(),
      deliveryId: sent.get("X-Shopify-Webhook-Id"),
      eventId: sent.get("X-Shopify-Event-Id"),
      triggeredAt: sent.get("X-Shopify-Triggered-At"),
    });
    if (!headers.success) return new Response("A Shopify webhook header is missing or malformed", { status: 400 });
    const receivedAt = new Date(outside.clock.now()).toISOString();
    const hint = decodeShopifyHint(headers.data.topic, new TextDecoder().decode(body));
    await receiveWebhook(outside, stores, { source: "shopify", ...headers.data, receivedAt }, hint);
    return new Response(null, { status: 200 });
  }
}

const comeAgain = (): Response => new Response(null, { status: 503, headers: { "Retry-After": "5" } });
