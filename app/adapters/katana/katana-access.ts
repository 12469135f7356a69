import type { PrismaClient } from "@prisma/client";
import type { CallFailure } from "../../domain/failure.ts";
import { isNoAnswer } from "../../domain/outage.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Answer, Clock, KatanaAccess, KatanaClient, KatanaKeys, Urgency } from "../../sync/ports.ts";
import type { ConnectionRecord, ConnectionStore } from "../../sync/stores.ts";
import type { SecretSeal } from "../database/sealed-secret.ts";
import { cachedReferences } from "./cached-references.ts";
import { createDatabaseReferenceStore } from "./database-reference-store.ts";
import { createKatanaClient } from "./katana-client.ts";
import { fingerprintKey } from "./katana-key.ts";
import type { RequestBudget } from "./request-budget.ts";
import { verifyKey } from "./verify-key.ts";

export interface KatanaAccessOptions {
  readonly baseUrl: string;
  readonly budget: RequestBudget;
  readonly seal: SecretSeal;
  readonly connections: ConnectionStore;
  readonly database: PrismaClient;
  readonly clock: Clock;
}

/** Milliseconds: how often "last successful call" is worth a write. */
const successWorthNotingMs = 60_000;

/** Each shop's way into its own Katana account: the sealed key is opened only here, and only for a call. */
export function createKatanaAccess(options: KatanaAccessOptions): {
  readonly accessOf: (shop: ShopDomain, urgency: Urgency) => Promise<KatanaAccess | null>;
  readonly keys: KatanaKeys;
} {
  const { baseUrl, budget, seal, connections, database, clock } = options;
  const connect = (key: string, urgency: Urgency) => ({
    baseUrl,
    key,
    fingerprint: fingerprintKey(key),
    budget,
    clock,
    urgency,
  });
  return {
    accessOf: async (shop, urgency) => {
      const connection = await connections.find(shop);
      if (connection === null) return null;
      const key = seal.open(connection.sealedKey, shop);
      const client = key === null ? failing(cannotBeOpened) : createKatanaClient(connect(key, urgency));
      const noted = noting(client, { shop, connection, connections, clock });
      const { accountId } = connection;
      const remembering = { store: createDatabaseReferenceStore(database, accountId), clock };
      const live = cachedReferences(noted, { ...remembering, believe: false });
      const away = await stillAway(connections, { shop, connection, clock });
      if (away !== null) return { accountId, client: failing(away), live };
      return { accountId, client: cachedReferences(noted, { ...remembering, believe: true }), live };
    },
    keys: {
      verify: (key) => verifyKey(connect(key, "live")),
      seal: (key, shop) => seal.seal(key, shop),
      fingerprint: fingerprintKey,
    },
  };
}

/**
 * REC-6: during an outage orders do not each wait for a time-out. They fail at once with what is known, until the probe is due; then one
 * of them calls for all. Whoever asks live, as a person does, always gets through.
 */
async function stillAway(
  connections: ConnectionStore,
  { shop, connection: { outage }, clock }: Omit<Noting, "connections">,
): Promise<CallFailure | null> {
  if (outage === null) return null;
  const at = new Date(clock.now()).toISOString();
  if (outage.probeAt <= at && (await connections.takeProbe(shop, at))) return null;
  return { kind: "unavailable", side: "katana", words: outage.words };
}

interface Noting {
  readonly shop: ShopDomain;
  readonly connection: ConnectionRecord;
  readonly connections: ConnectionStore;
  readonly clock: Clock;
}

/** Keeps with the connection when Katana last answered, and since when it refuses the key. */
function noting(client: KatanaClient, { shop, connection, connections, clock }: Noting): KatanaClient {
  const note = async (failure: CallFailure | null): Promise<void> => {
    const now = clock.now();
    const at = new Date(now).toISOString();
    if (failure?.kind === "unauthorized") return connections.recordRefusal(shop, failure.words, at);
    if (failure !== null && isNoAnswer(failure)) return connections.recordNoAnswer(shop, wordsOf(failure), at);
    const fresh =
      connection.lastSuccessAt !== null && now - Date.parse(connection.lastSuccessAt) < successWorthNotingMs;
    const hadTrouble = connection.refused !== null || connection.failuresInRow > 0;
    if (failure === null && (!fresh || hadTrouble)) await connections.recordSuccess(shop, at);
  };
  const wrap = async <Value>(answer: Answer<Value>): Answer<Value> => {
    const settled = await answer;
    await note(settled.ok ? null : settled.problem);
    return settled;
  };
  return {
    loadFactory: () => wrap(client.loadFactory()),
    listLocations: () => wrap(client.listLocations()),
    listTaxRates: () => wrap(client.listTaxRates()),
    findTaxRate: (percent) => wrap(client.findTaxRate(percent)),
    findVariants: (skus) => wrap(client.findVariants(skus)),
    findCustomer: (customer) => wrap(client.findCustomer(customer)),
    createCustomer: (order) => wrap(client.createCustomer(order)),
    createTaxRate: (percent) => wrap(client.createTaxRate(percent)),
    findRemembered: (items) => wrap(client.findRemembered(items)),
    findItem: (item, shop) => wrap(client.findItem(item, shop)),
    createItem: (item, shop) => wrap(client.createItem(item, shop)),
    createSalesOrder: (salesOrder, ids) => wrap(client.createSalesOrder(salesOrder, ids)),
    createShippingFee: (id, fee, taxRateId) => wrap(client.createShippingFee(id, fee, taxRateId)),
    loadSalesOrder: (id) => wrap(client.loadSalesOrder(id)),
    findSalesOrders: (shop, orderId) => wrap(client.findSalesOrders(shop, orderId)),
    deleteSalesOrder: (id) => wrap(client.deleteSalesOrder(id)),
  };
}

const wordsOf = (failure: CallFailure): string => ("words" in failure ? failure.words : failure.kind);

/** SECRETS_KEY was changed without keeping the old one. */
const cannotBeOpened: CallFailure = {
  kind: "unauthorized",
  side: "katana",
  words: "the stored API key cannot be opened; connect Katana again",
};

/** Stands for a Katana that need not be asked: every call fails alike. */
function failing(problem: CallFailure): KatanaClient {
  const refuse = () => Promise.resolve({ ok: false, problem } as const);
  return {
    loadFactory: refuse,
    listLocations: refuse,
    listTaxRates: refuse,
    findTaxRate: refuse,
    findVariants: refuse,
    findCustomer: refuse,
    createCustomer: refuse,
    createTaxRate: refuse,
    findRemembered: refuse,
    findItem: refuse,
    createItem: refuse,
    createSalesOrder: refuse,
    createShippingFee: refuse,
    loadSalesOrder: refuse,
    findSalesOrders: refuse,
    deleteSalesOrder: refuse,
  };
}
