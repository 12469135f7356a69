import type { KeptFulfillments } from "../domain/fulfillment-pair.ts";
import type { SalesOrderId, ShopDomain } from "../domain/ids.ts";
import type { KeptReturns } from "../domain/sales-return.ts";
import type { OrderKey } from "./stores.ts";

/** How far the regular look at a Katana account came. Instants are ISO-8601. */
export interface KatanaPollRecord {
  readonly accountId: string;
  /** The shop of the account that it is read through: one that Katana answers, if there is one (STO-1). */
  readonly shop: ShopDomain;
  /** What travels for any shop of the account: fulfillments (SET-8), returns (SET-7). Nothing else is asked for. */
  readonly travelling: { readonly fulfillments: boolean; readonly returns: boolean };
  readonly knownTill: string;
  readonly attempts: number;
  /** What was seen lately, each with how it was. */
  readonly seen: Readonly<Record<string, string>>;
  /** A webhook brought this look forward. */
  readonly hinted: boolean;
  /** Looks in a row that webhooks brought forward and that showed nothing new. */
  readonly hintsInVain: number;
}

export interface LookTimes {
  readonly beganAt: string;
  readonly nextAt: string;
  /** When the next one is due instead if a webhook called after this one had begun. */
  readonly againAt: string;
}

/** What is kept of a sales order's order; null: it does not travel for that shop, or nothing of it was seen yet. */
export interface LinkedSalesOrder extends OrderKey {
  readonly salesOrderId: SalesOrderId;
  readonly fulfillments: KeptFulfillments | null;
  readonly returns: KeptReturns | null;
}

/** Orders that something moved of in Katana. */
export interface MovedOrders {
  readonly fulfillments: readonly OrderKey[];
  readonly returns: readonly OrderKey[];
}

export interface KatanaPollStore {
  /** Accounts whose look is due, with a shop that lets fulfillments or returns travel (SET-8, SET-7). */
  due(now: string): Promise<readonly KatanaPollRecord[]>;
  /** The orders that these sales orders belong to, of shops that let either travel. */
  linked(accountId: string, salesOrderIds: readonly SalesOrderId[]): Promise<readonly LinkedSalesOrder[]>;
  /** The look is done: its orders are wanted, in one transaction with how far it came. */
  keep(poll: KatanaPollRecord, times: LookTimes, moved: MovedOrders): Promise<void>;
  postpone(accountId: string, until: string): Promise<void>;
  /**
   * Something happened in the account: its look is due as soon as `spacingMs` after the last one. While looks fail, they keep their own pace.
   */
  hasten(accountId: string, at: string, spacingMs: number): Promise<void>;
}
