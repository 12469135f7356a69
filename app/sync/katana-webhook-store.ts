import type { KatanaWebhookId, SalesOrderId, ShopDomain } from "../domain/ids.ts";

/** The webhook of an account, as far as Tandem knows of it. */
export interface KatanaWebhookRecord {
  readonly accountId: string;
  /** Any connected shop of the account. */
  readonly shop: ShopDomain;
  /** Null: it was never registered, or is no longer. */
  readonly path: string | null;
  readonly webhookId: KatanaWebhookId | null;
}

/** Where a webhook's call comes in. */
export interface CalledWebhook extends Pick<KatanaWebhookRecord, "accountId" | "shop"> {
  readonly sealedToken: string;
  /** Looks in a row that calls brought forward and that showed nothing new. */
  readonly hintsInVain: number;
}

/** Instants are ISO-8601. */
export interface KatanaWebhookStore {
  /** Accounts whose webhook is due to be looked after, with a shop that lets fulfillments travel (SET-8). */
  due(now: string): Promise<readonly KatanaWebhookRecord[]>;
  /** Kept before Katana hears of it, so that what is registered by a call without an answer is known again. */
  keepPath(accountId: string, path: string): Promise<void>;
  /** It is registered as it should be. */
  keep(
    accountId: string,
    webhook: { readonly id: KatanaWebhookId; readonly sealedToken: string },
    checkAt: string,
  ): Promise<void>;
  /** Katana does not take it. */
  refuse(accountId: string, words: string, checkAt: string): Promise<void>;
  checkAgain(accountId: string, checkAt: string): Promise<void>;
  /** The webhook of the shop's account when no other shop is connected to it; null when there is none. */
  onlyOf(shop: ShopDomain): Promise<{ readonly accountId: string; readonly webhookId: KatanaWebhookId } | null>;
  /** It is registered no longer. */
  forget(accountId: string, checkAt: string): Promise<void>;
  /** Null for a path that no connected account has. */
  called(path: string): Promise<CalledWebhook | null>;
  standing(accountId: string): Promise<{ readonly registered: boolean; readonly refused: string | null }>;
  /**
   * Whether the sales order belongs to an order of a shop that lets fulfillments travel, and Tandem sent no fulfillment of its own to it
   * since `echoFrom`.
   */
  concerns(accountId: string, salesOrderId: SalesOrderId, echoFrom: string): Promise<boolean>;
}
