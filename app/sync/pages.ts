import { mayCloseReturns } from "../domain/close-return-scope.ts";
import type { KatanaLocationId, ShopDomain } from "../domain/ids.ts";
import { describeFailure } from "../domain/describe-failure.ts";
import type { KatanaLocation } from "../domain/sales-order.ts";
import { isActive } from "../domain/activation.ts";
import { describeStanding } from "./describe-standing.ts";
import { loadBackfillParts } from "./backfill-view.ts";
import { loadActivity, nameOf } from "./activity-page.ts";
import { loadDays } from "./last-days.ts";
import { lookUpOrder } from "./look-up-order.ts";
import { loadOrderPage } from "./order-page.ts";
import { loadOrderSides } from "./order-sides.ts";
import { salesOrderView, type PageSetup } from "./sales-order-view.ts";
import type { Outside } from "./ports.ts";
import { loadPrivacy, loadPrivacyAnswer } from "./privacy-requests.ts";
import { refreshLocations } from "./refresh-locations.ts";
import { knownShop, shopView } from "./shop-view.ts";
import type { ConnectionRecord, KatanaOutage, LocationRecord, Stores } from "./stores.ts";
import type { Pages } from "./use-cases.ts";
import type { AlertView, ConnectionView, HomeView, LocationRowView, LocationsView } from "./views.ts";

/** What the pages show, put together from what is kept; only Settings › Locations and the rows of one order ask Shopify and Katana live. */
export function createPages(outside: Outside, stores: Stores, setup: PageSetup): Pages {
  return {
    home: (shop) => loadHome(outside, stores, shop),
    connection: (shop) => loadConnection(outside, stores, shop),
    locations: (shop) => loadLocations(outside, stores, shop),
    settings: async (shop) => {
      const record = await knownShop(stores, shop);
      return {
        shop: await shopView(stores, record),
        settings: record.settings,
        reviewed: record.settingsReviewed,
        mayCloseReturns: mayCloseReturns(record.grantedScopes),
      };
    },
    activity: (shop, query) => loadActivity(outside, stores, { shop, query, setup }),
    orderPage: (shop, orderId) => loadOrderPage(stores, setup, { shop, orderId }),
    orderSides: (shop, orderId) => loadOrderSides(outside, stores, { shop, orderId }),
    lookUp: (shop, text) => lookUpOrder(outside, stores, { shop, text }),
    order: async (shop, orderId) => {
      const order = await stores.pages.find({ shop, orderId });
      if (order === null) return null;
      return {
        orderId,
        name: nameOf(order),
        status: order.status,
        why: describeStanding(order),
        salesOrder: order.salesOrder && salesOrderView(setup, order.salesOrder),
      };
    },
    privacy: (shop) => loadPrivacy(stores, shop),
    privacyAnswer: (shop, requestId) => loadPrivacyAnswer(stores, shop, requestId),
  };
}

async function loadHome(outside: Outside, stores: Stores, shop: ShopDomain): Promise<HomeView> {
  const record = await knownShop(stores, shop);
  const [connection, locations, counts, lastImport, requests, view, backfillParts, days] = await Promise.all([
    stores.connections.find(shop),
    stores.locations.list(shop),
    stores.pages.countByStatus(shop),
    stores.pages.lastImport(shop),
    stores.privacy.list(shop),
    shopView(stores, record),
    loadBackfillParts(outside, stores, record),
    loadDays(stores, record, outside.clock.now()),
  ]);
  const { firstActivatedAt } = record.activation;
  const nativeSince = firstActivatedAt && (await stores.natives.appearedSince(shop, firstActivatedAt));
  const active = locations.filter((location) => location.isActive);
  const unmatched = active.filter(({ katana }) => katana === null);
  const running = isActive(record.activation);
  return {
    shop: view,
    checklist: {
      katanaConnected: { done: connection !== null, accountName: connection?.accountName ?? null },
      locationsMatched: {
        done: active.length > 0 && unmatched.length === 0,
        matched: active.length - unmatched.length,
        total: active.length,
      },
      settingsReviewed: { done: record.settingsReviewed },
      activated: { done: running, since: running ? record.activation.activatedAt : null },
    },
    counts,
    lastImport,
    katanaRequests: connection && (await requestsLeft(outside, stores, connection)),
    ...backfillParts,
    days,
    activatedBefore: record.activation.firstActivatedAt !== null,
    alerts: alertsOf({
      nativeSince,
      refused: connection?.refused ?? null,
      outage: connection?.outage ?? null,
      unmatched: running ? unmatched : [],
      needing: counts["needs-you"],
      asking: requests.filter(({ kind, settledAt }) => kind === "customers/data_request" && settledAt === null).length,
    }),
  };
}

function alertsOf({
  nativeSince,
  refused,
  outage,
  unmatched,
  needing,
  asking,
}: {
  nativeSince: string | null;
  refused: { at: string; words: string } | null;
  outage: KatanaOutage | null;
  unmatched: readonly LocationRecord[];
  needing: number;
  asking: number;
}): readonly AlertView[] {
  return [
    ...(refused ? [{ kind: "key-refused", since: refused.at, words: refused.words } as const] : []),
    ...(outage ? [{ kind: "katana-away", since: outage.since, words: outage.words } as const] : []),
    ...(unmatched.length > 0
      ? [{ kind: "locations-unmatched", names: unmatched.map(({ name }) => name) } as const]
      : []),
    ...(nativeSince === null ? [] : [{ kind: "native-integration-on", since: nativeSince } as const]),
    ...(needing > 0 ? [{ kind: "orders-need-you", count: needing } as const] : []),
    ...(asking > 0 ? [{ kind: "data-requests-open", count: asking } as const] : []),
  ];
}

async function requestsLeft({ clock }: Outside, stores: Stores, { fingerprint }: ConnectionRecord) {
  const budget = await stores.connections.budget(fingerprint, new Date(clock.now()).toISOString());
  return budget && { left: budget.remaining, limit: budget.limit };
}

async function loadConnection(outside: Outside, stores: Stores, shop: ShopDomain): Promise<ConnectionView> {
  const view = await shopView(stores, await knownShop(stores, shop));
  const connection = await stores.connections.find(shop);
  if (connection === null) return { shop: view, connection: null };
  const requests = await requestsLeft(outside, stores, connection);
  const webhook = await stores.webhooks.standing(connection.accountId);
  return {
    shop: view,
    connection: {
      accountName: connection.accountName,
      connectedAt: connection.connectedAt,
      lastSuccessAt: connection.lastSuccessAt,
      requestsLeft: requests?.left ?? null,
      requestLimit: requests?.limit ?? null,
      refused: connection.refused && { since: connection.refused.at, words: connection.refused.words },
      shipments: {
        told: webhook.registered && webhook.refused === null,
        everyMs: outside.katanaPollMs,
        refused: webhook.refused,
      },
    },
  };
}

async function loadLocations(outside: Outside, stores: Stores, shop: ShopDomain): Promise<LocationsView> {
  const view = await shopView(stores, await knownShop(stores, shop));
  const access = await outside.katana(shop, "live");
  const [refreshed, listed] = await Promise.all([
    refreshLocations(outside, stores, shop),
    access === null ? null : access.live.listLocations(),
  ]);
  const records = refreshed.ok ? refreshed.value : await stores.locations.list(shop);
  const katana = listed?.ok ? listed.value.filter(({ salesAllowed }) => salesAllowed) : null;
  const rows = records.map((record) => toLocationRow(record, katana));
  const failures = [refreshed, listed].flatMap((answer) => (answer === null || answer.ok ? [] : [answer.problem]));
  return {
    shop: view,
    locations: rows.toSorted((a, b) => Number(a.matchedTo !== null) - Number(b.matchedTo !== null)),
    katanaLocations: (katana ?? []).map(({ id, name }) => ({ id, name })),
    problems: failures.map((failure) => describeFailure(failure).sentence),
    connected: access !== null,
  };
}

function toLocationRow(record: LocationRecord, katana: readonly KatanaLocation[] | null): LocationRowView {
  const matched = record.katana;
  const stillThere = matched === null || katana === null || katana.some(({ id }) => id === matched.id);
  return {
    id: record.id,
    name: record.name,
    isActive: record.isActive,
    matchedTo: stillThere ? (matched?.id ?? null) : null,
    matchedName: stillThere ? (matched?.name ?? null) : null,
    gone: stillThere ? null : matched.name,
    proposed: matched === null && katana !== null ? byName(record.name, katana) : null,
  };
}

const byName = (name: string, katana: readonly KatanaLocation[]): KatanaLocationId | null => {
  const [only, ...others] = katana.filter(
    (location) => location.name.trim().toLowerCase() === name.trim().toLowerCase(),
  );
  return only !== undefined && others.length === 0 ? only.id : null;
};
