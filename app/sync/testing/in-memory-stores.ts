import { isActive } from "../../domain/activation.ts";
import { mayCloseReturns } from "../../domain/close-return-scope.ts";
import type { ShopDomain } from "../../domain/ids.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import { probeDelayMs } from "../../domain/outage.ts";
import { defaultSettings, sameSettings } from "../../domain/settings.ts";
import type { Clock } from "../ports.ts";
import type { AttemptStore } from "../attempt-store.ts";
import type {
  ConnectionStore,
  Inbox,
  ListedOrder,
  OrderDetail,
  LocationStore,
  PageStore,
  ShopRecord,
  ShopStore,
  Stores,
} from "../stores.ts";
import type { PrivacyStore } from "../privacy-store.ts";
import { createInMemoryItemStore } from "./in-memory-item-store.ts";
import { createInMemoryOrderStore, raiseInMemory } from "./in-memory-order-store.ts";
import { createInMemoryPollStore } from "./in-memory-poll-store.ts";
import { createInMemorySearchStores, settleBackfillInMemory } from "./in-memory-search-stores.ts";
import { createInMemoryRequestStore } from "./in-memory-request-store.ts";
import { createInMemoryWebhookStore } from "./in-memory-webhook-store.ts";
import { textOf, type MemoryOrder, type MemoryTables } from "./memory-tables.ts";

/** The stores without a database, for the use cases' own tests. The database suite holds the real ones to what these promise. */
export function createInMemoryStores(tables: MemoryTables, clock: Clock): Stores {
  return {
    shops: shopStore(tables),
    inbox: inbox(tables),
    orders: createInMemoryOrderStore(tables, clock),
    requests: createInMemoryRequestStore(tables),
    attempts: attemptStore(tables),
    items: createInMemoryItemStore(tables),
    connections: connectionStore(tables),
    locations: locationStore(tables),
    privacy: privacyStore(tables),
    pages: pageStore(tables),
    polls: createInMemoryPollStore(tables),
    webhooks: createInMemoryWebhookStore(tables),
    ...createInMemorySearchStores(tables),
  };
}

const done = Promise.resolve();

const isUnclosed = ({ blocks }: MemoryOrder): boolean => blocks.some(({ kind }) => kind === "return-not-closable");

function raiseAll(tables: MemoryTables, shop: ShopDomain, at: string): void {
  for (const order of tables.orders.values()) {
    if (order.shop !== shop) continue;
    order.failure = null;
    raiseInMemory(tables, order, { at, priority: 0 });
  }
}

function shopStore(tables: MemoryTables): ShopStore {
  const change = (shop: ShopDomain, fields: Partial<ShopRecord>): Promise<void> => {
    const known = tables.shops.get(shop);
    if (known) tables.shops.set(shop, { ...known, ...fields });
    return done;
  };
  return {
    find: (shop) => Promise.resolve(tables.shops.get(shop) ?? null),
    recordInstall: (shop, at, details) => {
      const known = tables.shops.get(shop) ?? freshShop(shop, at);
      const installedAt = known.uninstalledAt === null ? known.installedAt : at;
      tables.shops.set(shop, { ...known, installedAt, uninstalledAt: null, name: details?.name ?? known.name });
      if (details) tables.details.set(shop, details);
      return done;
    },
    recordScopes: (shop, scopes, at) => {
      tables.scopes.set(shop, scopes);
      for (const order of tables.orders.values())
        if (order.shop === shop && mayCloseReturns(scopes) && isUnclosed(order))
          raiseInMemory(tables, order, { at, priority: 10 });
      return change(shop, { grantedScopes: scopes });
    },
    saveSettings: (shop, settings, at) => {
      const known = tables.shops.get(shop);
      for (const order of tables.orders.values())
        if (order.shop === shop && known && !sameSettings(known.settings, settings) && isKeptOutBySettings(order))
          raiseInMemory(tables, order, { at, priority: 0 });
      const turnedOn = known && settings.syncFulfillment && !known.settings.syncFulfillment;
      return change(shop, {
        settings,
        settingsReviewed: true,
        ...(turnedOn ? { fulfillmentSyncedSince: at } : {}),
      });
    },
    saveActivation: (shop, activation, at) => {
      if (isActive(activation)) {
        raiseAll(tables, shop, at);
        settleBackfillInMemory(tables, shop, { activation, at });
      }
      return change(shop, { activation });
    },
    recordUninstall: (shop, at) => {
      tables.connections.delete(shop);
      const known = tables.shops.get(shop);
      return known ? change(shop, { uninstalledAt: at, activation: { ...known.activation, pausedAt: at } }) : done;
    },
    forget: (shop) => {
      for (const [key, order] of tables.orders) if (order.shop === shop) tables.orders.delete(key);
      tables.shops.delete(shop);
      return done;
    },
  };
}

const isKeptOutBySettings = ({ status, reasons }: MemoryOrder): boolean =>
  status === "not-imported" && reasons.some(({ kind }) => kind === "payment-pending");

export const freshShop = (shop: ShopDomain, at: string): ShopRecord => ({
  domain: shop,
  name: "",
  timezone: "UTC",
  installedAt: at,
  uninstalledAt: null,
  settings: defaultSettings,
  settingsReviewed: false,
  activation: { firstActivatedAt: null, activatedAt: null, pausedAt: null },
  grantedScopes: [],
  fulfillmentSyncedSince: null,
});

function inbox(tables: MemoryTables): Inbox {
  return {
    accept: (delivery, note) => {
      const known = tables.inbox.find(
        (entry) => entry.delivery.deliveryId === delivery.deliveryId && entry.delivery.shop === delivery.shop,
      );
      if (known) return Promise.resolve(known.note.kind === "at-once" && known.open ? "accepted" : "repeated");
      const id = BigInt(tables.inbox.length + 1);
      const open = note.kind === "open" || note.kind === "at-once";
      tables.inbox.push({ id, delivery, note, open, nextTryAt: null, attempts: 0, result: null });
      if (note.kind === "order")
        raiseInMemory(
          tables,
          { shop: delivery.shop, orderId: note.orderId },
          { at: delivery.receivedAt, priority: 10 },
        );
      if (note.kind === "open") tables.woken.push(String(id));
      return Promise.resolve("accepted");
    },
    settleDelivery: (delivery) => {
      for (const entry of tables.inbox) if (entry.delivery.deliveryId === delivery.deliveryId) entry.open = false;
      return done;
    },
    openHint: (id) => {
      const entry = tables.inbox.find((one) => one.id === id && one.open);
      if (entry?.note.kind !== "open") return Promise.resolve(null);
      return Promise.resolve({ id, shop: entry.delivery.shop, subject: entry.note.subject, attempts: entry.attempts });
    },
    settleHint: (hint, result, at) => {
      for (const entry of tables.inbox) if (entry.id === hint.id) Object.assign(entry, { open: false, result });
      if ("orderId" in result)
        raiseInMemory(tables, { shop: hint.shop, orderId: result.orderId }, { at, priority: 10 });
      return done;
    },
    postponeHint: (hint, until) => {
      for (const entry of tables.inbox)
        if (entry.id === hint.id) Object.assign(entry, { nextTryAt: until, attempts: entry.attempts + 1 });
      return done;
    },
    wakeDue: (now, limit) => {
      const due = tables.inbox
        .filter(({ open, note, nextTryAt }) => open && note.kind === "open" && (nextTryAt === null || nextTryAt <= now))
        .slice(0, limit);
      for (const { id } of due) tables.woken.push(String(id));
      return Promise.resolve(due.length);
    },
  };
}

function attemptStore(tables: MemoryTables): AttemptStore {
  const find = (id: string) => {
    const attempt = tables.attempts.find((one) => one.id === id);
    if (!attempt) throw new Error(`There is no attempt ${id}`);
    return attempt;
  };
  return {
    of: (key) =>
      Promise.resolve(tables.attempts.filter((one) => textOf(one) === textOf(key)).map((attempt) => ({ ...attempt }))),
    about: (accountId, subjects) =>
      Promise.resolve(
        tables.attempts
          .filter((one) => one.accountId === accountId && one.subjects.some((subject) => subjects.includes(subject)))
          .map((attempt) => ({ ...attempt })),
      ),
    begin: ({ shop, orderId }, attempt) => {
      const id = `attempt-${tables.attempts.length + 1}`;
      tables.attempts.push({ ...attempt, shop, orderId, id, outcome: null, resultId: null, recheckAt: null });
      return Promise.resolve(id);
    },
    settle: (id, outcome, resultId) => {
      Object.assign(find(id), { outcome, resultId });
      return done;
    },
    scheduleRecheck: (id, at) => {
      find(id).recheckAt = at;
      return done;
    },
    takeDueRechecks: (now, { limit, againAt }) => {
      const due = tables.attempts.filter(({ recheckAt }) => recheckAt !== null && recheckAt <= now).slice(0, limit);
      for (const attempt of due) attempt.recheckAt = againAt;
      return Promise.resolve(due.map(({ shop, orderId }) => ({ shop, orderId })));
    },
  };
}

const noTrouble = { refused: null, failuresInRow: 0, outage: null };

function connectionStore(tables: MemoryTables): ConnectionStore {
  const change = (shop: ShopDomain, fields: object): Promise<void> => {
    const known = tables.connections.get(shop);
    if (known) tables.connections.set(shop, { ...known, ...fields });
    return done;
  };
  return {
    find: (shop) => Promise.resolve(tables.connections.get(shop) ?? null),
    save: (shop, { accountName, sealedKey, fingerprint }, at) => {
      const kept = { accountName, sealedKey, fingerprint, connectedAt: at, lastSuccessAt: at, ...noTrouble };
      tables.connections.set(shop, { ...kept, accountId: `account of ${fingerprint}` });
      raiseAll(tables, shop, at);
      return done;
    },
    remove: (shop) => {
      tables.connections.delete(shop);
      return done;
    },
    recordSuccess: (shop, at) => change(shop, { lastSuccessAt: at, ...noTrouble }),
    recordRefusal: (shop, words, at) => change(shop, { refused: { at, words } }),
    recordNoAnswer: (shop, words, at) => {
      const failuresInRow = (tables.connections.get(shop)?.failuresInRow ?? 0) + 1;
      const delayMs = probeDelayMs(failuresInRow);
      const probeAt = new Date(Date.parse(at) + (delayMs ?? 0)).toISOString();
      const since = tables.connections.get(shop)?.outage?.since ?? at;
      return change(shop, { failuresInRow, outage: delayMs === null ? null : { since, words, probeAt } });
    },
    takeProbe: () => Promise.resolve(true),
    sendProbes: () => done,
    budget: (fingerprint) => Promise.resolve(tables.budgets.get(fingerprint) ?? null),
  };
}

function locationStore(tables: MemoryTables): LocationStore {
  const list = (shop: ShopDomain) => tables.locations.get(shop) ?? [];
  return {
    list: (shop) => Promise.resolve(list(shop)),
    refresh: (shop, locations) => {
      const matches = new Map(list(shop).map(({ id, katana }) => [id, katana]));
      tables.locations.set(
        shop,
        locations.map((location) => ({ ...location, katana: matches.get(location.id) ?? null })),
      );
      return done;
    },
    saveMatches: (shop, matches, at) => {
      tables.locations.set(
        shop,
        list(shop).map((location) => ({ ...location, katana: matches.get(location.id) ?? null })),
      );
      raiseAll(tables, shop, at);
      return done;
    },
  };
}

function privacyStore(tables: MemoryTables): PrivacyStore {
  return {
    record: (shop, request, at) => {
      tables.privacy.push({ shop, request, at, settled: false });
      return done;
    },
    redactCustomer: (shop, request) => {
      for (const kept of tables.privacy)
        if (kept.shop === shop && kept.request.customerId === request.customerId) kept.settled = true;
      return done;
    },
    list: (shop) =>
      Promise.resolve(
        tables.privacy
          .map(({ request, at, settled, ...kept }, index) => ({
            ...{ ...request, ...kept, id: String(index), receivedAt: at, settledAt: settled ? at : null },
          }))
          .filter((kept) => kept.shop === shop)
          .toReversed(),
      ),
    settle: (shop, id) => {
      const kept = tables.privacy[Number(id)];
      if (!kept || kept.shop !== shop || kept.settled) return Promise.resolve(false);
      kept.settled = true;
      return Promise.resolve(true);
    },
    keptAbout: (shop, orderIds) =>
      Promise.resolve(
        orderIds.flatMap((orderId) => {
          const order = tables.orders.get(textOf({ shop, orderId }));
          const link = tables.links.get(textOf({ shop, orderId }));
          if (!order) return [];
          return {
            order: listed(tables, order),
            placedAt: order.order?.createdAt ?? null,
            firstSeenAt: order.wantedAt,
            cameOverAt: link?.createdAt ?? null,
            lastLook: link?.lastLook ?? null,
            timeline: tables.timeline.filter((entry) => textOf(entry) === textOf(order)),
          };
        }),
      ),
  };
}

function pageStore(tables: MemoryTables): PageStore {
  const of = (shop: ShopDomain) => [...tables.orders.values()].filter((order) => order.shop === shop);
  return {
    countByDay: (shop, from) => {
      const placed = of(shop).map(({ order, wantedAt, status }) => ({ at: order?.createdAt ?? wantedAt, status }));
      const days = from.map((start, index) => {
        const on = placed.filter(({ at }) => at >= start && at < (from[index + 1] ?? "9"));
        return new Map([...Map.groupBy(on, ({ status }) => status)].map(([status, orders]) => [status, orders.length]));
      });
      return Promise.resolve(days);
    },
    countByStatus: (shop) => {
      const counts: Record<OrderStatus, number> = {
        "in-step": 0,
        waiting: 0,
        "not-imported": 0,
        "needs-you": 0,
        retrying: 0,
      };
      for (const { status } of of(shop)) counts[status] += 1;
      return Promise.resolve(counts);
    },
    list: (shop, { status, search, skip, take }) => {
      const fitting = of(shop)
        .filter((order) => status === "all" || order.status === status)
        .filter((order) => search === "" || (order.order?.name ?? "").includes(search));
      const orders = fitting.slice(skip, skip + take).map((order) => listed(tables, order));
      return Promise.resolve({ orders, total: fitting.length });
    },
    find: (key) => {
      const order = tables.orders.get(textOf(key));
      return Promise.resolve(order ? listed(tables, order) : null);
    },
    detail: (key) => {
      const order = tables.orders.get(textOf(key));
      return Promise.resolve(order ? detailOf(tables, order) : null);
    },
    countLeftOut: (shop, since) => {
      const leftOut = of(shop).filter(
        (order) =>
          (order.order?.createdAt ?? "") >= since && order.acceptedAt === null && !tables.links.has(textOf(order)),
      );
      return Promise.resolve(leftOut.length);
    },
    lastImport: (shop) => {
      const newest = [...tables.links].filter(([key]) => key.startsWith(`${shop}:`)).at(-1);
      if (!newest) return Promise.resolve(null);
      const [key, { salesOrderNo, createdAt }] = newest;
      return Promise.resolve({ orderName: tables.orders.get(key)?.order?.name ?? "", salesOrderNo, at: createdAt });
    },
  };
}

function detailOf(tables: MemoryTables, order: MemoryOrder): OrderDetail {
  const link = tables.links.get(textOf(order));
  return {
    order: listed(tables, order),
    placedAt: order.order?.createdAt ?? null,
    firstSeenAt: order.wantedAt,
    nextTryAt: order.nextTryAt,
    awaitsLook: order.done < order.wanted && order.nextTryAt === null,
    importAnyway: order.importAnyway,
    link: link ? { ...link, cameOverAt: link.createdAt } : null,
    timeline: tables.timeline.filter((entry) => textOf(entry) === textOf(order)).toReversed(),
  };
}

function listed(tables: MemoryTables, order: MemoryOrder): ListedOrder {
  const link = tables.links.get(textOf(order));
  return {
    ...order,
    name: order.order?.name ?? null,
    total: order.order?.total ?? null,
    currency: order.order?.currency ?? null,
    salesOrder: link ? { id: link.salesOrderId, no: link.salesOrderNo } : null,
    updatedAt: order.lookedAt ?? order.wantedAt,
  };
}
