import { isActive } from "../domain/activation.ts";
import { shippedLines } from "../domain/carry-to-katana.ts";
import { compareFulfillments } from "../domain/compare-fulfillments.ts";
import { compareReturns, describeReturnStatus, describeSalesReturnStatus } from "../domain/compare-returns.ts";
import { describeMovement, type Stopped } from "../domain/describe-movement.ts";
import { asideOf } from "../domain/fulfillment-times.ts";
import type { KatanaFulfillment } from "../domain/fulfillment.ts";
import type { LineId, RowKey, SalesOrderRowId } from "../domain/ids.ts";
import type { Fulfillment, Order } from "../domain/order.ts";
import type { OrderReturn } from "../domain/order-return.ts";
import { rowLines } from "../domain/row-lines.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { noReturns, type ActualReturn } from "../domain/sales-return.ts";
import type { MovementHalfView, MovementView } from "./side-views.ts";
import { isLive, type KeptLink, type ListedOrder, type ShopRecord } from "./stores.ts";

/** What of goods that went or came back Katana has now. */
export interface KatanaMovements {
  readonly salesOrder: ActualSalesOrder;
  readonly fulfillments: readonly KatanaFulfillment[];
  readonly returns: readonly ActualReturn[];
}

interface MovementSides {
  readonly shop: ShopRecord;
  readonly link: KeptLink;
  readonly listed: Pick<ListedOrder, "blocks" | "notices">;
  /** Null: not read. */
  readonly shopify: Order | null;
  readonly katana: KatanaMovements | null;
}

interface Titles {
  readonly byLine: ReadonlyMap<string, string>;
  readonly rowKeys: ReadonlyMap<SalesOrderRowId, RowKey>;
}

const titlesOf = ({ link, shopify, katana }: MovementSides): Titles => {
  const rows = katana?.salesOrder.rows ?? [];
  const agreedKeys = new Map(link.agreed.rows.map(({ rowId, key }) => [rowId, key] as const));
  return {
    byLine: new Map(
      [...link.lastLook.lines, ...(shopify?.lines ?? [])].map(({ id, title }): [string, string] => [id, title]),
    ),
    rowKeys: shopify === null ? agreedKeys : rowLines({ order: shopify, agreed: link.agreed, rows }),
  };
};

const nameOf = (key: string | null | undefined, { byLine }: Titles): string =>
  byLine.get(key ?? "") ?? "Something else";

const fulfillmentInShopify = (one: Fulfillment, titles: Titles): MovementHalfView => ({
  name: one.name,
  status: one.succeeded ? "Fulfilled" : "Cancelled",
  at: one.createdAt,
  goods: one.lines.map(({ lineId, quantity }) => ({ title: nameOf(lineId, titles), quantity: String(quantity) })),
  tracking: one.tracking,
});

const goodsOfRows = (rows: readonly KatanaFulfillment["rows"][number][], titles: Titles): MovementHalfView["goods"] =>
  rows.map(({ rowId, quantity }) => ({ title: nameOf(titles.rowKeys.get(rowId), titles), quantity }));

const fulfillmentInKatana = (one: KatanaFulfillment, titles: Titles): MovementHalfView => ({
  name: `Fulfillment ${String(one.id)}`,
  status: one.delivered ? "Delivered" : "Packed",
  at: one.shippedAt,
  goods: goodsOfRows(one.rows, titles),
  tracking: one.tracking,
});

const stoppedBy = ({ shop: { activation }, link }: MovementSides, isOn: boolean): Stopped => {
  if (!isLive(link)) return "gone";
  if (!isOn) return "off";
  return isActive(activation) ? null : "paused";
};

const lineOfRows = ({ rowKeys }: Titles, order: Order | null): ReadonlyMap<SalesOrderRowId, LineId> => {
  const shipped = order === null ? [] : shippedLines(order);
  return new Map(
    [...rowKeys].flatMap(([rowId, key]) =>
      shipped.filter((line) => line === key).map((line) => [rowId, line] as const),
    ),
  );
};

/** What went out, on both sides; where a side was not read, what is known without it. */
export function fulfillmentViews(sides: MovementSides): readonly MovementView[] {
  const { shop, link, listed, shopify, katana } = sides;
  const titles = titlesOf(sides);
  const kept = link.fulfillments;
  const { cameOverAt, carryOverAt } = link;
  const syncedSince = shop.fulfillmentSyncedSince;
  const context = {
    ...listed,
    unsure: kept.unsure,
    stopped: stoppedBy(sides, shop.settings.syncFulfillment),
    isAside: asideOf({ syncedSince, cameOverAt, carryOverAt, activeSince: cameOverAt }, kept),
  };
  return compareFulfillments({
    kept,
    shopify: shopify?.fulfillments ?? null,
    katana: katana?.fulfillments ?? null,
    lineOf: lineOfRows(titles, shopify),
  }).map((movement) => ({
    key: movement.key,
    ...describeMovement(movement, context),
    shopify: movement.shopify.map((one) => fulfillmentInShopify(one, titles)),
    katana: movement.katana === null ? [] : [fulfillmentInKatana(movement.katana, titles)],
  }));
}

const returnInShopify = (one: OrderReturn, titles: Titles): MovementHalfView => ({
  name: one.name,
  status: describeReturnStatus(one),
  at: one.createdAt,
  goods: one.lines.map(({ lineId, quantity }) => ({ title: nameOf(lineId, titles), quantity: String(quantity) })),
  tracking: null,
});

const returnInKatana = (one: ActualReturn, titles: Titles): MovementHalfView => ({
  name: `Sales return ${String(one.id)}`,
  status: describeSalesReturnStatus(one),
  at: null,
  goods: goodsOfRows(one.rows, titles),
  tracking: null,
});

/** What came back, on both sides. */
export function returnViews(sides: MovementSides): readonly MovementView[] {
  const { shop, link, listed, shopify, katana } = sides;
  const titles = titlesOf(sides);
  return compareReturns({
    kept: link.returns ?? noReturns,
    shopify: shopify?.returns ?? null,
    katana: katana?.returns ?? null,
    blocks: listed.blocks,
    stopped: stoppedBy(sides, shop.settings.bringReturns),
  }).map(({ one, actual, words }) => ({
    key: one.id,
    ...words,
    shopify: [returnInShopify(one, titles)],
    katana: actual === null ? [] : [returnInKatana(actual, titles)],
  }));
}
