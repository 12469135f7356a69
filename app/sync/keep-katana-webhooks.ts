import type { CallFailure } from "../domain/failure.ts";
import { nextStep } from "../domain/next-step.ts";
import { ok } from "../domain/result.ts";
import type { KatanaWebhook } from "./katana-webhook-ports.ts";
import type { KatanaWebhookRecord } from "./katana-webhook-store.ts";
import type { Answer, KatanaClient, Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";

/** Milliseconds between two looks whether the webhook is as it should be; one request each. */
const checkEveryMs = 3_600_000;
/** Milliseconds after a look that failed: polling goes on meanwhile, so there is no hurry. */
const shortestPauseMs = 60_000;

const leaseOf = (accountId: string): string => `katana-webhook:${accountId}`;

/**
 * Sees to it that each Katana account has one webhook that calls Tandem: registers it, and repairs one that is gone, disabled or points
 * elsewhere. Behind all other work.
 */
export async function keepKatanaWebhooks(outside: Outside, stores: Stores): Promise<void> {
  for (const record of await stores.webhooks.due(now(outside)))
    await outside.leases.withLease(leaseOf(record.accountId), { holdMs: 30_000, waitMs: 0 }, () =>
      keepWebhook(outside, stores, record),
    );
}

async function keepWebhook(outside: Outside, stores: Stores, record: KatanaWebhookRecord): Promise<void> {
  const { accountId, shop } = record;
  const katana = await outside.katana(shop, "backfill");
  if (katana === null) return stores.webhooks.checkAgain(accountId, now(outside, shortestPauseMs));
  const url = outside.katanaWebhooks.urlOf(record.path ?? (await newPath(outside, stores, accountId)));
  const registered = await registerOne(katana.client, url, record.webhookId);
  if (!registered.ok) return putOff(outside, stores, { record, failure: registered.problem });
  const { id, token } = registered.value;
  const sealedToken = outside.katanaWebhooks.sealToken(token, accountId);
  await stores.webhooks.keep(accountId, { id, sealedToken }, now(outside, checkEveryMs));
  if (id !== record.webhookId) outside.log("katana-webhook.registered", { shop });
}

async function newPath(outside: Outside, stores: Stores, accountId: string): Promise<string> {
  const path = outside.katanaWebhooks.newPath();
  await stores.webhooks.keepPath(accountId, path);
  return path;
}

/** One is left at the end, whatever calls without an answer have made. Webhooks of others stay as they are. */
async function registerOne(
  katana: KatanaClient,
  url: string,
  knownId: KatanaWebhook["id"] | null,
): Answer<KatanaWebhook> {
  const listed = await katana.listWebhooks();
  if (!listed.ok) return listed;
  const own = listed.value.filter((one) => one.id === knownId || one.url === url);
  const kept = own.find(({ id }) => id === knownId) ?? own[0];
  if (kept === undefined) return katana.createWebhook(url);
  for (const { id } of own) {
    const deleted = id === kept.id ? ok(null) : await katana.deleteWebhook(id);
    if (!deleted.ok) return deleted;
  }
  if (kept.url === url && kept.isAsItShould) return ok(kept);
  const repaired = await katana.repairWebhook(kept.id, url);
  return repaired.ok ? ok(kept) : repaired;
}

async function putOff(
  outside: Outside,
  stores: Stores,
  { record: { accountId, shop }, failure }: { record: KatanaWebhookRecord; failure: CallFailure },
): Promise<void> {
  outside.log("katana-webhook.not-registered", { shop, failure: failure.kind });
  const next = nextStep(failure, 1);
  const delayMs = next.kind === "retry" ? Math.max(next.delayMs, shortestPauseMs) : checkEveryMs;
  if (failure.kind === "rejected") await stores.webhooks.refuse(accountId, failure.words, now(outside, delayMs));
  else await stores.webhooks.checkAgain(accountId, now(outside, delayMs));
}

/**
 * Before the last shop of a Katana account leaves it: takes the webhook out of the account while there is a key for it. What cannot be
 * removed calls an address that answers no more.
 */
export async function removeKatanaWebhook(
  outside: Outside,
  stores: Stores,
  shop: KatanaWebhookRecord["shop"],
): Promise<void> {
  const own = await stores.webhooks.onlyOf(shop);
  if (own === null) return;
  const { accountId, webhookId } = own;
  const removal = await outside.leases.withLease(leaseOf(accountId), { holdMs: 30_000, waitMs: 2_000 }, async () => {
    const katana = await outside.katana(shop, "live");
    if (katana === null) return false;
    const deleted = await katana.client.deleteWebhook(webhookId);
    // Not at once again: the shop is about to leave.
    if (deleted.ok) await stores.webhooks.forget(accountId, now(outside, shortestPauseMs));
    return deleted.ok;
  });
  const removed = removal.taken && removal.value;
  outside.log(removed ? "katana-webhook.removed" : "katana-webhook.left-behind", { shop });
}

const now = ({ clock }: Outside, inMs = 0): string => new Date(clock.now() + inMs).toISOString();
