import type { SalesOrderId } from "../domain/ids.ts";
import { echoMs, hintSpacingMs, mayHaveShipped } from "../domain/katana-hint.ts";
import type { CalledWebhook } from "./katana-webhook-store.ts";
import type { Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";

/** What a webhook of Katana's hints at. It carries no data worth believing, no id of its own and no time. */
export type KatanaHint =
  | { readonly kind: "sales-order"; readonly salesOrderId: SalesOrderId; readonly status: string | null }
  | { readonly kind: "unreadable"; readonly event: string; readonly why: string };

export interface HeardHint {
  readonly hint: KatanaHint;
  /** The same for the same body. */
  readonly digest: string;
}

/**
 * Takes a call whose signature was verified. A hint brings the account's next look forward: that look costs one request for all of its
 * sales orders, and sorts out what is news. What cannot be read is kept as such. Nothing outside is asked.
 */
export async function hearKatana(
  outside: Outside,
  stores: Stores,
  called: CalledWebhook,
  { hint, digest }: HeardHint,
): Promise<void> {
  const { accountId, shop } = called;
  const now = outside.clock.now();
  const receivedAt = new Date(now).toISOString();
  if (hint.kind === "unreadable") {
    const delivery = { source: "katana", shop, topic: hint.event, deliveryId: digest, receivedAt } as const;
    await stores.inbox.accept({ ...delivery, eventId: null, triggeredAt: null }, { kind: "failed", failure: hint.why });
    return outside.log("katana-webhook.unreadable", { shop });
  }
  const echoFrom = new Date(now - echoMs).toISOString();
  const hastens =
    mayHaveShipped(hint.status) && (await stores.webhooks.concerns(accountId, hint.salesOrderId, echoFrom));
  if (hastens) await stores.polls.hasten(accountId, receivedAt, hintSpacingMs(called.hintsInVain));
  outside.log("katana-webhook.accepted", { shop, hastens });
}
