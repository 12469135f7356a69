import { compareSides, type ComparedRow, type SidesInput } from "../domain/compare-sides.ts";
import { compareTotals, expectTotals } from "../domain/compare-totals.ts";
import { describeFailure } from "../domain/describe-failure.ts";
import { desiredShippingFee } from "../domain/desired-shipping-fee.ts";
import { isOpen } from "../domain/katana-now.ts";
import type { KatanaVariantId, OrderId, ShopDomain } from "../domain/ids.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { routeLines } from "../domain/routing.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { soldRows } from "../domain/sold-rows.ts";
import type { Words } from "../domain/words.ts";
import { fulfillmentViews, returnViews, type KatanaMovements } from "./movement-views.ts";
import type { Answer, KatanaClient, NamedVariant, Outside } from "./ports.ts";
import { knownShop } from "./shop-view.ts";
import { sideLines, sidesInput, totalsView } from "./side-lines.ts";
import type { OrderSidesView, OrderTotalsView } from "./side-views.ts";
import { isLive, type KeptLink, type LocationRecord, type OrderKey, type ShopRecord, type Stores } from "./stores.ts";

type ShopifySide = NonNullable<SidesInput["shopify"]>;
type KatanaSide = NonNullable<SidesInput["katana"]> & KatanaMovements & { readonly client: KatanaClient };

/** PAG-6: what Shopify and Katana say of an order now. A side that cannot be read says why and leaves the other one usable. */
export async function loadOrderSides(
  outside: Outside,
  stores: Stores,
  key: { readonly shop: ShopDomain; readonly orderId: OrderId },
): Promise<OrderSidesView | null> {
  const [link, order] = await Promise.all([stores.orders.linkOf(key), stores.pages.find(key)]);
  if (link === null) return null;
  const [locations, shop] = await Promise.all([stores.locations.list(key.shop), knownShop(stores, key.shop)]);
  const [shopify, katana] = await Promise.all([
    readShopify(outside, shop, { key, locations }),
    readKatana(outside, key.shop, link),
  ]);
  const currency = order?.currency ?? "";
  const rows = compareSides(sidesInput(link, { currency, shopify: readOf(shopify), katana: readOf(katana) }));
  const movements = {
    ...{ shop, link, listed: order ?? { blocks: [], notices: [] } },
    ...{ shopify: readOf(shopify)?.order ?? null, katana: readOf(katana) },
  };
  return {
    fulfillments: fulfillmentViews(movements),
    returns: returnViews(movements),
    lines: sideLines(rows, {
      locations: new Map(locations.flatMap((one) => (one.katana ? [[one.katana.id, one.katana.name] as const] : []))),
      variants: katana.ok ? await namesOf(katana.value.client, rows) : new Map<KatanaVariantId, NamedVariant>(),
    }),
    totals: shopify.ok && katana.ok ? totalsNow(shopify.value, katana.value.salesOrder) : null,
    problems: { shopify: problemOf(shopify), katana: problemOf(katana) },
  };
}

const readOf = <Value>(side: Result<Value, Words>): Value | null => (side.ok ? side.value : null);
const problemOf = (side: Result<unknown, Words>): Words | null => (side.ok ? null : side.problem);

async function readShopify(
  outside: Outside,
  { settings }: ShopRecord,
  { key, locations }: { readonly key: OrderKey; readonly locations: readonly LocationRecord[] },
): Promise<Result<ShopifySide, Words>> {
  const loaded = await outside.shopify(key.shop).loadOrder(key.orderId);
  if (!loaded.ok) return failed(describeFailure(loaded.problem));
  const order = loaded.value;
  if (order === null)
    return failed({
      sentence: "Shopify no longer shows this order.",
      remedy: "It was deleted, or it is older than 60 days.",
    });
  const matched = new Map(locations.flatMap(({ id, katana }) => (katana ? [[id, katana.id] as const] : [])));
  return ok({ order, settings, routing: routeLines({ order, now: outside.clock.now(), locations: matched }) });
}

async function readKatana(outside: Outside, shop: ShopDomain, link: KeptLink): Promise<Result<KatanaSide, Words>> {
  const sentence = `Sales order ${link.salesOrderNo} was deleted in Katana.`;
  if (!isLive(link)) return failed({ sentence, remedy: "What is shown is what both sides last agreed on." });
  const access = await outside.katana(shop, "live");
  if (access === null)
    return failed({ sentence: "Katana is not connected.", remedy: "Connect it in Settings › Connection." });
  if (access.accountId !== link.accountId)
    return failed({
      sentence: `Sales order ${link.salesOrderNo} is in another Katana account than the one that is connected now.`,
      remedy: "Connect that account again in Settings › Connection.",
    });
  const [loaded, rates] = await Promise.all([
    access.client.loadSalesOrder(link.salesOrderId),
    access.client.listTaxRates(),
  ]);
  if (!loaded.ok) return failed(describeFailure(loaded.problem));
  if (loaded.value === null || loaded.value.deleted)
    return failed({ sentence, remedy: "Choose Sync now, and Tandem takes note of it." });
  const movements = await readMovements(access.client, link, loaded.value);
  if (!movements.ok) return failed(describeFailure(movements.problem));
  // A row whose tax rate is not known says nothing of it.
  return ok({ ...movements.value, taxRates: rates.ok ? rates.value : [], client: access.client });
}

/** Katana is asked only for what there can be: of an open sales order nothing has gone, and only returns that are known can be read. */
async function readMovements(
  client: KatanaClient,
  { salesOrderId, returns }: KeptLink,
  salesOrder: ActualSalesOrder,
): Answer<KatanaMovements> {
  const ids = (returns?.agreed ?? []).map((agreed) => agreed.salesReturnId);
  const [fulfillments, salesReturns] = await Promise.all([
    isOpen(salesOrder) ? ok([]) : client.loadFulfillments(salesOrderId),
    ids.length === 0 ? ok([]) : client.findSalesReturns({ salesOrderId, ids, orderNos: [] }),
  ]);
  if (!fulfillments.ok) return fulfillments;
  if (!salesReturns.ok) return salesReturns;
  return ok({ salesOrder, fulfillments: fulfillments.value, returns: salesReturns.value });
}

/** Only rows that Tandem knows nothing of have to be asked for by their variants. */
async function namesOf(
  client: KatanaClient,
  rows: readonly ComparedRow[],
): Promise<ReadonlyMap<KatanaVariantId, NamedVariant>> {
  const ids = rows.flatMap(({ title, katana }) => (title === null && katana?.variantId ? [katana.variantId] : []));
  const named = ids.length === 0 ? null : await client.nameVariants([...new Set(ids)]);
  return new Map((named?.ok ? named.value : []).map((variant) => [variant.id, variant]));
}

function totalsNow({ order, settings }: ShopifySide, salesOrder: ActualSalesOrder): OrderTotalsView {
  const rows = soldRows(order, settings).map(({ row }) => row);
  const shippingFee = settings.bringShippingFee ? desiredShippingFee(order) : null;
  return totalsView(compareTotals(expectTotals(order, { rows, shippingFee }), salesOrder));
}
