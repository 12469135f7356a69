import type { ShopDomain } from "../domain/ids.ts";
import { describeFailure } from "../domain/describe-failure.ts";
import { removeKatanaWebhook } from "./keep-katana-webhooks.ts";
import type { KeyRefusal, Outside } from "./ports.ts";
import type { Stores } from "./stores.ts";
import type { FormOutcome } from "./views.ts";

/** CON-2: nothing is stored unless Katana lets the key in. */
export async function connectKatana(
  outside: Outside,
  stores: Stores,
  { shop, key }: { shop: ShopDomain; key: string },
): Promise<FormOutcome> {
  const trimmed = key.trim();
  if (trimmed === "") return { ok: false, field: "katanaApiKey", words: "Enter the API key from Katana." };
  const verified = await outside.katanaKeys.verify(trimmed);
  if (!verified.ok) {
    outside.log("katana.key-refused", { shop, refusal: verified.problem.kind });
    return { ok: false, field: "katanaApiKey", words: wordsOf(verified.problem) };
  }
  const { name, baseCurrency } = verified.value;
  const connection = {
    accountName: name,
    baseCurrency,
    sealedKey: outside.katanaKeys.seal(trimmed, shop),
    fingerprint: outside.katanaKeys.fingerprint(trimmed),
  };
  const before = await stores.connections.find(shop);
  // Another key may be of another account; should it be of the same one, the webhook is registered anew in a moment.
  if (before !== null && before.fingerprint !== connection.fingerprint)
    await removeKatanaWebhook(outside, stores, shop);
  await stores.connections.save(shop, connection, now(outside));
  const after = await stores.connections.find(shop);
  if (after !== null) await stores.webhooks.checkAgain(after.accountId, now(outside));
  outside.log("katana.connected", { shop });
  return { ok: true };
}

function wordsOf(refusal: KeyRefusal): string {
  switch (refusal.kind) {
    case "bad-key":
      return "Katana does not accept this API key. Copy it again from Settings › API in Katana.";
    case "no-api-access":
      return "Katana knows this key, but your Katana plan has no API access. It comes with the Professional plan.";
    case "not-verified":
      return `The key could not be checked, and nothing was saved. ${describeFailure(refusal.failure).sentence}`;
  }
}

/** One live call with the stored key, so that "last successful call" is of now. */
export async function testConnection(outside: Outside, stores: Stores, shop: ShopDomain): Promise<FormOutcome> {
  const access = await outside.katana(shop, "live");
  if (access === null) return { ok: false, field: "katanaApiKey", words: "Katana is not connected." };
  const answered = await access.live.listLocations();
  if (answered.ok) {
    await stores.connections.recordSuccess(shop, now(outside));
    return { ok: true };
  }
  const { sentence, remedy } = describeFailure(answered.problem);
  return { ok: false, field: "katanaApiKey", words: `${sentence} ${remedy}` };
}

/** Forgets the credentials and pauses; links, matches and settings stay (CON-5). */
export async function disconnectKatana(outside: Outside, stores: Stores, shop: ShopDomain): Promise<void> {
  const record = await stores.shops.find(shop);
  await removeKatanaWebhook(outside, stores, shop);
  await stores.connections.remove(shop);
  if (record?.activation.activatedAt)
    await stores.shops.saveActivation(shop, { ...record.activation, pausedAt: now(outside) }, now(outside));
  outside.log("katana.disconnected", { shop });
}

const now = ({ clock }: Outside): string => new Date(clock.now()).toISOString();
