import type { Hint } from "./hint.ts";
import { removeKatanaWebhook } from "./keep-katana-webhooks.ts";
import type { Outside } from "./ports.ts";
import type { Delivery, InboxNote, Stores } from "./stores.ts";
import type { PrivacyRequest } from "./privacy-store.ts";

/**
 * Keeps a delivery whose signature was verified, and what it hints at. Everything that has to survive is in the database when this
 * returns. Nothing outside is asked, but that an uninstall takes the webhook out of Katana while there is a key. A repeated delivery changes
 * nothing.
 */
export async function receiveWebhook(outside: Outside, stores: Stores, delivery: Delivery, hint: Hint): Promise<void> {
  const note = noteOf(hint);
  const accepted = await stores.inbox.accept(delivery, note);
  outside.log("webhook.accepted", { shop: delivery.shop, topic: delivery.topic, hint: hint.kind, accepted });
  if (accepted === "accepted" && note.kind === "at-once") {
    await settleAtOnce(outside, stores, { delivery, hint });
    await stores.inbox.settleDelivery(delivery);
  }
}

function noteOf(hint: Hint): InboxNote {
  switch (hint.kind) {
    case "order":
      return { kind: "order", orderId: hint.orderId };
    case "find-order":
      return { kind: "open", subject: hint.gid };
    case "locations":
      return { kind: "open", subject: "locations" };
    case "uninstalled":
    case "scopes":
    case "privacy":
      return { kind: "at-once" };
    case "unknown-topic":
      return { kind: "failed", failure: "Tandem does not know this topic." };
    case "unreadable":
      return { kind: "failed", failure: hint.why };
  }
}

async function settleAtOnce(
  outside: Outside,
  stores: Stores,
  { delivery, hint }: { delivery: Delivery; hint: Hint },
): Promise<void> {
  if (hint.kind === "uninstalled") await uninstall(outside, stores, delivery);
  if (hint.kind === "scopes") await stores.shops.recordScopes(delivery.shop, hint.granted, delivery.receivedAt);
  if (hint.kind === "privacy") await settlePrivacy(outside, stores, { delivery, hint });
}

/** CON-7: a notice that is older than the latest install (the shop came back meanwhile) is only recorded. */
async function uninstall(outside: Outside, stores: Stores, { shop, triggeredAt, receivedAt }: Delivery): Promise<void> {
  const known = await stores.shops.find(shop);
  if (known === null || Date.parse(triggeredAt ?? receivedAt) < Date.parse(known.installedAt)) return;
  await removeKatanaWebhook(outside, stores, shop);
  await stores.shops.recordUninstall(shop, receivedAt);
  outside.log("shop.uninstalled", { shop });
}

async function settlePrivacy(
  outside: Outside,
  stores: Stores,
  { delivery, hint }: { delivery: Delivery; hint: Extract<Hint, { kind: "privacy" }> },
): Promise<void> {
  const { shop, receivedAt } = delivery;
  if (hint.request === "shop/redact") return forgetShop(outside, stores, delivery);
  const request: PrivacyRequest = { kind: hint.request, customerId: hint.customerId, orderIds: hint.orderIds };
  await stores.privacy.record(shop, request, receivedAt);
  if (hint.request === "customers/redact") await stores.privacy.redactCustomer(shop, request, receivedAt);
}

/** CON-7. Shopify sends it 48 hours after an uninstall; a shop that came back in between keeps its data. */
async function forgetShop(outside: Outside, stores: Stores, { shop }: Delivery): Promise<void> {
  const known = await stores.shops.find(shop);
  if (known !== null && known.uninstalledAt === null) return;
  await stores.shops.forget(shop);
  outside.log("shop.forgotten", { shop });
}
