import type { CallFailure } from "../../domain/failure.ts";
import { isNoAnswer } from "../../domain/outage.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Answer, Clock, KatanaAccess, KatanaClient, KatanaKeys, Urgency } from "../../sync/ports.ts";
import type { ConnectionRecord, ConnectionStore } from "../../sync/stores.ts";
import type { SecretSeal } from "../database/sealed-secret.ts";
import { cachedReferences } from "./cached-references.ts";
import { createKatanaClient } from "./katana-client.ts";
import { fingerprintKey } from "./katana-key.ts";
import type { RequestBudget } from "./request-budget.ts";
import type { ReferenceStore } from "./reference-store.ts";
import { verifyKey } from "./verify-key.ts";

export interface KatanaAccessOptions {
  readonly baseUrl: string;
  readonly budget: RequestBudget;
  readonly seal: SecretSeal;
  readonly connections: ConnectionStore;
  /** What is remembered of one account. */
  readonly references: (accountId: string) => ReferenceStore;
  readonly clock: Clock;
  readonly fetch?: typeof globalThis.fetch;
}

/** Milliseconds: how often "last successful call" is worth a write. */
const successWorthNotingMs = 60_000;

/** Each shop's way into its own Katana account: the sealed key is opened only here, and only for a call. */
export function createKatanaAccess(options: KatanaAccessOptions): {
  readonly accessOf: (shop: ShopDomain, urgency: Urgency) => Promise<KatanaAccess | null>;
  readonly keys: KatanaKeys;
} {
  const { baseUrl, budget, seal, connections, references, clock, fetch } = options;
  const connect = (key: string, urgency: Urgency) => ({
    baseUrl,
    key,
    fingerprint: fingerprintKey(key),
    budget,
    clock,
    urgency,
    ...(fetch ? { fetch } : {}),
  });
  return {
    accessOf: async (shop, urgency) => {
      const connection = await connections.find(shop);
      if (connection === null) return null;
      const key = seal.open(connection.sealedKey, shop);
      const client = key === null ? failing(cannotBeOpened) : createKatanaClient(connect(key, urgency));
      const { accountId } = connection;
      const noted = noting(client, { shop, connection, connections, clock });
      const inTurn = unlessAway(noted, { shop, connection, connections, clock });
      const remembering = { store: references(accountId), clock };
      return {
        accountId,
        client: cachedReferences(inTurn, { ...remembering, believe: true }),
        live: cachedReferences(noted, { ...remembering, believe: false }),
      };
    },
    keys: {
      verify: (key) => verifyKey(connect(key, "live")),
      seal: (key, shop) => seal.seal(key, shop),
      fingerprint: fingerprintKey,
    },
  };
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
  return wrapped(client, async (send) => {
    const settled = await send();
    await note(settled.ok ? null : settled.problem);
    return settled;
  });
}

/**
 * REC-6: during an outage orders do not each wait for a time-out. Their calls fail at once with what is known, until the probe is due; then
 * one of them calls for all. Whoever asks live, as a person does, always gets through.
 */
function unlessAway(client: KatanaClient, { shop, connection: { outage }, connections, clock }: Noting): KatanaClient {
  if (outage === null) return client;
  const mayTry = (): Promise<boolean> => {
    const at = new Date(clock.now()).toISOString();
    return outage.probeAt <= at ? connections.takeProbe(shop, at) : Promise.resolve(false);
  };
  // Asked for with the first call only: a run that needs nothing of Katana takes nobody's turn.
  let turn: Promise<boolean> | undefined;
  return wrapped(client, async (send) => {
    turn ??= mayTry();
    if (await turn) return send();
    return { ok: false, problem: { kind: "unavailable", side: "katana", words: outage.words } };
  });
}

type Around = <Value>(send: () => Answer<Value>) => Answer<Value>;

function wrapped(client: KatanaClient, around: Around): KatanaClient {
  return {
    loadFactory: () => around(() => client.loadFactory()),
    listLocations: () => around(() => client.listLocations()),
    listTaxRates: () => around(() => client.listTaxRates()),
    findTaxRate: (percent) => around(() => client.findTaxRate(percent)),
    findVariants: (skus) => around(() => client.findVariants(skus)),
    findCustomer: (customer) => around(() => client.findCustomer(customer)),
    createCustomer: (order) => around(() => client.createCustomer(order)),
    createTaxRate: (percent) => around(() => client.createTaxRate(percent)),
    findRemembered: (items) => around(() => client.findRemembered(items)),
    nameVariants: (ids) => around(() => client.nameVariants(ids)),
    findItem: (item, shop) => around(() => client.findItem(item, shop)),
    createItem: (item, shop) => around(() => client.createItem(item, shop)),
    createSalesOrder: (salesOrder, ids) => around(() => client.createSalesOrder(salesOrder, ids)),
    createShippingFee: (id, fee, taxRateId) => around(() => client.createShippingFee(id, fee, taxRateId)),
    loadSalesOrder: (id) => around(() => client.loadSalesOrder(id)),
    findSalesOrders: (shop, orderId) => around(() => client.findSalesOrders(shop, orderId)),
    deleteSalesOrder: (id) => around(() => client.deleteSalesOrder(id)),
    findSalesOrdersOf: (orderIds, since) => around(() => client.findSalesOrdersOf(orderIds, since)),
    listDeletedSalesOrders: (since) => around(() => client.listDeletedSalesOrders(since)),
    createRow: (salesOrderId, row, ids) => around(() => client.createRow(salesOrderId, row, ids)),
    updateRow: (id, update) => around(() => client.updateRow(id, update)),
    deleteRow: (id) => around(() => client.deleteRow(id)),
    updateShippingFee: (id, fee, taxRateId) => around(() => client.updateShippingFee(id, fee, taxRateId)),
    deleteShippingFee: (id) => around(() => client.deleteShippingFee(id)),
    loadManufacturingOrder: (id) => around(() => client.loadManufacturingOrder(id)),
    updateManufacturingOrder: (order, quantity) => around(() => client.updateManufacturingOrder(order, quantity)),
    unlinkManufacturingOrder: (rowId) => around(() => client.unlinkManufacturingOrder(rowId)),
    deleteManufacturingOrder: (id) => around(() => client.deleteManufacturingOrder(id)),
    loadFulfilledQuantities: (id) => around(() => client.loadFulfilledQuantities(id)),
    loadFulfillments: (id) => around(() => client.loadFulfillments(id)),
    createFulfillment: (fulfillment) => around(() => client.createFulfillment(fulfillment)),
    deliverFulfillment: (id) => around(() => client.deliverFulfillment(id)),
    listMovedFulfillments: (since) => around(() => client.listMovedFulfillments(since)),
    listWebhooks: () => around(() => client.listWebhooks()),
    createWebhook: (url) => around(() => client.createWebhook(url)),
    repairWebhook: (id, url) => around(() => client.repairWebhook(id, url)),
    deleteWebhook: (id) => around(() => client.deleteWebhook(id)),
    hasReturns: (salesOrder) => around(() => client.hasReturns(salesOrder)),
    findSalesReturns: (wanted) => around(() => client.findSalesReturns(wanted)),
    loadReturnables: (id) => around(() => client.loadReturnables(id)),
    listReturnReasons: () => around(() => client.listReturnReasons()),
    createSalesReturn: (salesReturn) => around(() => client.createSalesReturn(salesReturn)),
    createSalesReturnRow: (id, row) => around(() => client.createSalesReturnRow(id, row)),
    updateSalesReturnRow: (id, changes) => around(() => client.updateSalesReturnRow(id, changes)),
    deleteSalesReturnRow: (id) => around(() => client.deleteSalesReturnRow(id)),
    setSalesReturnStatus: (salesReturn, status) => around(() => client.setSalesReturnStatus(salesReturn, status)),
    deleteSalesReturn: (id) => around(() => client.deleteSalesReturn(id)),
    listChangedReturns: (since) => around(() => client.listChangedReturns(since)),
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
    nameVariants: refuse,
    findItem: refuse,
    createItem: refuse,
    createSalesOrder: refuse,
    createShippingFee: refuse,
    loadSalesOrder: refuse,
    findSalesOrders: refuse,
    deleteSalesOrder: refuse,
    findSalesOrdersOf: refuse,
    listDeletedSalesOrders: refuse,
    createRow: refuse,
    updateRow: refuse,
    deleteRow: refuse,
    updateShippingFee: refuse,
    deleteShippingFee: refuse,
    loadManufacturingOrder: refuse,
    updateManufacturingOrder: refuse,
    unlinkManufacturingOrder: refuse,
    deleteManufacturingOrder: refuse,
    loadFulfilledQuantities: refuse,
    loadFulfillments: refuse,
    createFulfillment: refuse,
    deliverFulfillment: refuse,
    listMovedFulfillments: refuse,
    listWebhooks: refuse,
    createWebhook: refuse,
    repairWebhook: refuse,
    deleteWebhook: refuse,
    hasReturns: refuse,
    findSalesReturns: refuse,
    loadReturnables: refuse,
    listReturnReasons: refuse,
    createSalesReturn: refuse,
    createSalesReturnRow: refuse,
    updateSalesReturnRow: refuse,
    deleteSalesReturnRow: refuse,
    setSalesReturnStatus: refuse,
    deleteSalesReturn: refuse,
    listChangedReturns: refuse,
  };
}
