import type { KatanaLocationId, ShopDomain } from "../domain/ids.ts";
import { describeFailure } from "../domain/describe-failure.ts";
import type { KatanaLocation } from "../domain/sales-order.ts";
import { isActive } from "../domain/activation.ts";
import { defaultSettings } from "../domain/settings.ts";
import { stateOfShop } from "./activate.ts";
import { describeStanding } from "./describe-standing.ts";
import type { Outside } from "./ports.ts";
import { refreshLocations } from "./refresh-locations.ts";
import type { ListedOrder, LocationRecord, ShopRecord, Stores } from "./stores.ts";
import type { Pages } from "./use-cases.ts";
import type {
  ActivityRowView,
  AlertView,
  ConnectionView,
  HomeView,
  LocationRowView,
  LocationsView,
  ShopView,
} from "./views.ts";

const pageSize = 50;

export interface PageSetup {
  /** Where Katana's own pages are: a sales order is at `<katanaWebUrl>/salesorder/<id>`. */
  readonly katanaWebUrl: string;
}

/** What the pages show, put together from what is kept; only Settings › Locations asks Shopify and Katana live. */
export function createPages(outside: Outside, stores: Stores, { katanaWebUrl }: PageSetup): Pages {
  return {
    home: (shop) => loadHome(stores, shop),
    connection: (shop) => loadConnection(stores, shop),
    locations: (shop) => loadLocations(outside, stores, shop),
    settings: async (shop) => {
      const record = await knownShop(stores, shop);
      return { shop: await shopView(stores, record), settings: record.settings };
    },
    activity: async (shop, query) => {
      const record = await knownShop(stores, shop);
      const search = query.search.trim().replace(/^#(?=#)/, "");
      const filter = { status: query.status, search };
      const at = (page: number) => stores.pages.list(shop, { ...filter, skip: (page - 1) * pageSize, take: pageSize });
      const [asked, counts] = await Promise.all([at(query.page), stores.pages.countByStatus(shop)]);
      const pages = Math.max(1, Math.ceil(asked.total / pageSize));
      const page = Math.min(query.page, pages);
      const { orders } = page === query.page ? asked : await at(page);
      return { shop: await shopView(stores, record), rows: orders.map(toRow), counts, page, pages, filter };
    },
    order: async (shop, orderId) => {
      const order = await stores.pages.find({ shop, orderId });
      if (order === null) return null;
      return {
        orderId,
        name: nameOf(order),
        status: order.status,
        why: describeStanding(order),
        salesOrder: order.salesOrder && {
          ...order.salesOrder,
          url: `${katanaWebUrl}/salesorder/${order.salesOrder.id}`,
        },
      };
    },
  };
}

/** The install was recorded before any page was shown; a shop without a record was redacted a moment ago. */
async function knownShop(stores: Stores, shop: ShopDomain): Promise<ShopRecord> {
  return (
    (await stores.shops.find(shop)) ?? {
      domain: shop,
      name: shop,
      timezone: "UTC",
      installedAt: new Date(0).toISOString(),
      uninstalledAt: null,
      settings: defaultSettings,
      settingsReviewed: false,
      activation: { firstActivatedAt: null, activatedAt: null, pausedAt: null },
    }
  );
}

const shopView = async (stores: Stores, record: ShopRecord): Promise<ShopView> => ({
  shop: record.domain,
  name: record.name,
  timezone: record.timezone,
  state: await stateOfShop(stores, record),
});

async function loadHome(stores: Stores, shop: ShopDomain): Promise<HomeView> {
  const record = await knownShop(stores, shop);
  const [connection, locations, counts, lastImport, view] = await Promise.all([
    stores.connections.find(shop),
    stores.locations.list(shop),
    stores.pages.countByStatus(shop),
    stores.pages.lastImport(shop),
    shopView(stores, record),
  ]);
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
    alerts: alertsOf({
      refused: connection?.refused ?? null,
      unmatched: running ? unmatched : [],
      needing: counts["needs-you"],
    }),
  };
}

function alertsOf({
  refused,
  unmatched,
  needing,
}: {
  refused: { at: string; words: string } | null;
  unmatched: readonly LocationRecord[];
  needing: number;
}): readonly AlertView[] {
  return [
    ...(refused ? [{ kind: "key-refused", since: refused.at, words: refused.words } as const] : []),
    ...(unmatched.length > 0
      ? [{ kind: "locations-unmatched", names: unmatched.map(({ name }) => name) } as const]
      : []),
    ...(needing > 0 ? [{ kind: "orders-need-you", count: needing } as const] : []),
  ];
}

async function loadConnection(stores: Stores, shop: ShopDomain): Promise<ConnectionView> {
  const view = await shopView(stores, await knownShop(stores, shop));
  const connection = await stores.connections.find(shop);
  if (connection === null) return { shop: view, connection: null };
  const budget = await stores.connections.budget(connection.fingerprint);
  return {
    shop: view,
    connection: {
      accountName: connection.accountName,
      connectedAt: connection.connectedAt,
      lastSuccessAt: connection.lastSuccessAt,
      requestsLeft: budget?.remaining ?? null,
      requestLimit: budget?.limit ?? null,
      refused: connection.refused && { since: connection.refused.at, words: connection.refused.words },
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

const nameOf = (order: ListedOrder): string => order.name ?? `Order ${order.orderId}`;

const toRow = (order: ListedOrder): ActivityRowView => ({
  orderId: order.orderId,
  name: nameOf(order),
  total: order.total,
  currency: order.currency,
  status: order.status,
  why: describeStanding(order)[0].sentence,
  reasons: order.reasons,
  salesOrder: order.salesOrder,
  updatedAt: order.updatedAt,
});
