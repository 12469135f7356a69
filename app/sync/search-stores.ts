import type { BackfillCounts } from "../domain/backfill.ts";
import type { OrderId, SalesOrderId, ShopDomain } from "../domain/ids.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import type { FoundOrder } from "./ports.ts";
import type { OrderKey } from "./stores.ts";

/** The search for the orders of the 14 days before a first activation (IMP-5). Instants are ISO-8601, UTC. */
export interface BackfillRecord {
  readonly shop: ShopDomain;
  readonly since: string;
  readonly until: string;
  readonly startedAt: string;
  /** Where the search is: the start of the part searched now, and its page (null: the first). */
  readonly windowFrom: string;
  readonly cursor: string | null;
  /** As Shopify counted before the search; null: not asked yet. */
  readonly expected: number | null;
  /** Open orders from before the 14 days. */
  readonly olderOpen: number | null;
  readonly searchedAt: string | null;
  readonly finishedAt: string | null;
  /** Failures in a row. */
  readonly attempts: number;
  readonly deletedListedAt: string | null;
}

/** Where a search goes on; null: all of it was searched. */
export type SearchPlace = { readonly windowFrom: string; readonly cursor: string | null } | null;

export interface BackfillStore {
  find(shop: ShopDomain): Promise<BackfillRecord | null>;
  /** Active shops whose backfill is not finished and may go on. */
  due(now: string): Promise<readonly ShopDomain[]>;
  saveCounts(shop: ShopDomain, counts: { readonly expected: number; readonly olderOpen: number }): Promise<void>;
  /**
   * Keeps the orders of a page, asks for a look at those never heard of, and moves on, in one transaction. False, and nothing is kept:
   * somebody else moved on from there.
   */
  keepPage(from: BackfillRecord, orders: readonly FoundOrder[], next: SearchPlace, at: string): Promise<boolean>;
  /** After a failure. `anew`: the part that is searched now is begun again. */
  postpone(shop: ShopDomain, until: string, options: { readonly anew: boolean }): Promise<void>;
  /** Once everything was searched and looked at; true when that ends it. */
  finishIfDone(shop: ShopDomain, at: string): Promise<boolean>;
  counts(shop: ShopDomain): Promise<BackfillCounts>;
}

/** The regular search for what changed in Shopify (REC-1). */
export interface SweepRecord {
  readonly shop: ShopDomain;
  /** Every change before is known. */
  readonly knownTill: string;
  /** Set while a search is under way. */
  readonly begunAt: string | null;
  readonly cursor: string | null;
  readonly attempts: number;
}

export interface SweepStore {
  /** Shops whose search is due; one that was activated and never searched is due at once. */
  due(now: string): Promise<readonly ShopDomain[]>;
  find(shop: ShopDomain): Promise<SweepRecord | null>;
  begin(shop: ShopDomain, at: string): Promise<void>;
  /** Asks for a look at each order that changed since it was last seen, and moves on, in one transaction. Answers how many. */
  keepPage(from: SweepRecord, orders: readonly FoundOrder[], next: SweepPlace, at: string): Promise<number>;
  postpone(shop: ShopDomain, until: string): Promise<void>;
}

/** The next page, or the end of a search: everything before `knownTill` is known, and the next one comes at `nextAt`. */
export type SweepPlace = { readonly cursor: string } | { readonly knownTill: string; readonly nextAt: string };

/** What Katana's own Shopify integration made (CON-6). */
export interface NativeStore {
  of(key: OrderKey): Promise<NativeLookUp>;
  /** Orders to be looked up together with this one: of its shop, never looked up, without a sales order of their own. It comes first. */
  unchecked(key: OrderKey, limit: number): Promise<readonly OrderId[]>;
  /** Orders that came over into the account and were never looked up, the first to come over first. */
  unwatched(shop: ShopDomain, accountId: string, limit: number): Promise<readonly CameOver[]>;
  /** The orders were looked up, and this is all that Katana has for them beside Tandem's own. */
  keepLookUp(
    shop: ShopDomain,
    orderIds: readonly OrderId[],
    found: readonly ActualSalesOrder[],
    at: string,
  ): Promise<void>;
  /** Deleted ones, whether or not their orders were heard of yet. */
  keepDeleted(shop: ShopDomain, found: readonly ActualSalesOrder[], at: string): Promise<void>;
  /** The newest sales order, by its creation in Katana, that appeared after `since`; null when there is none. */
  appearedSince(shop: ShopDomain, since: string): Promise<string | null>;
}

export interface CameOver {
  readonly orderId: OrderId;
  readonly salesOrderId: SalesOrderId;
  readonly cameOverAt: string;
}

export interface NativeLookUp {
  readonly checked: boolean;
  /** The oldest first. */
  readonly found: readonly ActualSalesOrder[];
}
