import type { Activation } from "../domain/activation.ts";
import type { DeletionCause } from "../domain/change-step.ts";
import type { TotalsComparison } from "../domain/compare-totals.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { KeptFulfillments } from "../domain/fulfillment-pair.ts";
import type { ImportAnyway } from "../domain/import-anyway.ts";
import type { KatanaLocationId, OrderId, SalesOrderId, ShopDomain, ShopifyLocationId } from "../domain/ids.ts";
import type { OrderStatus } from "../domain/order-status.ts";
import type { Link } from "../domain/plan-order.ts";
import type { Block, Notice, Wait } from "../domain/plan.ts";
import type { Reason } from "../domain/reason.ts";
import type { AgreedSalesOrder } from "../domain/sales-order.ts";
import type { Settings } from "../domain/settings.ts";
import type { TimelineNote } from "../domain/timeline.ts";
import type { AttemptStore } from "./attempt-store.ts";
import type { ItemStore } from "./item-store.ts";
import type { PrivacyStore } from "./privacy-store.ts";
import type { KatanaPollStore } from "./katana-poll-store.ts";
import type { KatanaWebhookStore } from "./katana-webhook-store.ts";
import type { Urgency } from "./ports.ts";
import type { KeptReturnStep, LinkedReturns, LookedReturns } from "./return-store.ts";
import type { BackfillStore, NativeStore, SweepStore } from "./search-stores.ts";

/** Tandem's own tables, as the use cases see them. Every query is of one shop. */
export interface Stores {
  readonly shops: ShopStore;
  readonly inbox: Inbox;
  readonly orders: OrderStore;
  readonly requests: RequestStore;
  readonly attempts: AttemptStore;
  readonly items: ItemStore;
  readonly connections: ConnectionStore;
  readonly locations: LocationStore;
  readonly privacy: PrivacyStore;
  readonly pages: PageStore;
  readonly backfills: BackfillStore;
  readonly sweeps: SweepStore;
  readonly natives: NativeStore;
  readonly polls: KatanaPollStore;
  readonly webhooks: KatanaWebhookStore;
}

/** An order, named across shops. */
export interface OrderKey {
  readonly shop: ShopDomain;
  readonly orderId: OrderId;
}

export interface ShopRecord {
  readonly domain: ShopDomain;
  readonly name: string;
  readonly timezone: string;
  readonly installedAt: string;
  readonly uninstalledAt: string | null;
  readonly settings: Settings;
  readonly settingsReviewed: boolean;
  readonly activation: Activation;
  readonly grantedScopes: readonly string[];
  /** SET-8: since when it is on again; null: it always was. */
  readonly fulfillmentSyncedSince: string | null;
}

export interface ShopStore {
  /** Null: never installed, or redacted. */
  find(shop: ShopDomain): Promise<ShopRecord | null>;
  /** With a new token: orders that waited for one are due. */
  recordInstall(shop: ShopDomain, at: string, details: InstallDetails | null): Promise<void>;
  /** Raises a look for the orders with a return that waits for being closed, in the same transaction (RET-4). */
  recordScopes(shop: ShopDomain, scopes: readonly string[], at: string): Promise<void>;
  /** Raises a look for the orders that the settings may have kept out, in the same transaction (SET-9). */
  saveSettings(shop: ShopDomain, settings: Settings, at: string): Promise<void>;
  /** Raises a look for every order in the same transaction: each is judged anew. */
  saveActivation(shop: ShopDomain, activation: Activation, at: string): Promise<void>;
  /** Forgets sessions and credentials and stops the work; orders, links and settings stay (CON-7). */
  recordUninstall(shop: ShopDomain, at: string): Promise<void>;
  /** Deletes all that is kept for the shop (CON-7). */
  forget(shop: ShopDomain): Promise<void>;
}

export interface InstallDetails {
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly grantedScopes: readonly string[];
}

/** One accepted webhook delivery, reduced to what it hints at. */
export interface Delivery {
  readonly source: "shopify" | "katana";
  readonly shop: ShopDomain;
  readonly topic: string;
  readonly deliveryId: string;
  readonly eventId: string | null;
  readonly triggeredAt: string | null;
  readonly receivedAt: string;
}

/** What a delivery hints at, as far as the inbox keeps it. */
export type InboxNote =
  | { readonly kind: "order"; readonly orderId: OrderId }
  /** Names something whose order has to be asked for, or the shop's locations (`subject` "locations"). */
  | { readonly kind: "open"; readonly subject: string }
  /** Settled by whoever takes the delivery, before it is answered; until then a repetition counts as new. */
  | { readonly kind: "at-once" }
  | { readonly kind: "failed"; readonly failure: string };

export interface OpenHint {
  readonly id: bigint;
  readonly shop: ShopDomain;
  readonly subject: string;
  readonly attempts: number;
}

export interface Inbox {
  /**
   * Keeps the delivery, raises the order's `wanted` and wakes a worker, all in one transaction. A delivery that was kept before
   * (Shopify repeats with the same id) changes nothing and answers "repeated".
   */
  accept(delivery: Delivery, note: InboxNote): Promise<"accepted" | "repeated">;
  /** What the delivery asked for at once is done. */
  settleDelivery(delivery: Delivery): Promise<void>;
  openHint(id: bigint): Promise<OpenHint | null>;
  /** Settles an open hint; with an order, raises its `wanted` in the same transaction. */
  settleHint(hint: OpenHint, result: { orderId: OrderId } | { failure: string | null }, at: string): Promise<void>;
  postponeHint(hint: OpenHint, until: string): Promise<void>;
  /** Wakes open hints that are due, oldest first; answers how many. */
  wakeDue(now: string, limit: number): Promise<number>;
}

/** A run's hold on one order: what was wanted when it began, and what is known of the order. */
export interface Claim extends OrderKey {
  readonly holder: string;
  readonly wanted: number;
  readonly urgency: Urgency;
  /** Failures in a row so far. */
  readonly attempts: number;
  readonly status: OrderStatus;
  readonly name: string | null;
  readonly acceptedAt: string | null;
  readonly link: KeptLink | null;
  readonly reasons: readonly Reason[];
  readonly waits: readonly Wait[];
  readonly blocks: readonly Block[];
  readonly failure: CallFailure | null;
  /** IMP-10 */
  readonly importAnyway: ImportAnyway | null;
  /** A person asked for a look that takes nothing from memory (REC-5). */
  readonly fresh: boolean;
}

export interface KeptLink extends Link, LinkedReturns {
  readonly accountId: string;
  readonly goneFromKatanaAt: string | null;
  /** Why Tandem itself deleted the sales order; null when it is there, or somebody else deleted it. */
  readonly deletedBecause: DeletionCause | null;
  /** MAP-19: as they were when the order came over; null for a link of before the comparison. */
  readonly totals: TotalsComparison | null;
  readonly fulfillments: KeptFulfillments;
  /** When Katana was last heard to have moved on with a fulfillment that was not looked at since. */
  readonly fulfillmentsMovedAt: string | null;
  /** FUL-12 */
  readonly carryOverAt: string | null;
  readonly cameOverAt: string;
  /** Sales orders that the order came over as before this one, all gone from Katana. */
  readonly earlierSalesOrderIds: readonly SalesOrderId[];
}

/** Whether the order's sales order still exists, as far as is known. */
export const isLive = (link: Pick<KeptLink, "goneFromKatanaAt"> | null): boolean =>
  link !== null && link.goneFromKatanaAt === null;

/** What a run found out, written together with `done`. */
export interface RunRecord {
  readonly status: OrderStatus;
  readonly reasons: readonly Reason[];
  readonly waits: readonly Wait[];
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
  readonly failure: CallFailure | null;
  readonly nextTryAt: string | null;
  /** False keeps the look outstanding: it failed, and the next try takes it again. */
  readonly looked: boolean;
  readonly accepted: boolean;
  /** Null when the order could not be read. */
  readonly order: {
    readonly name: string;
    readonly createdAt: string;
    readonly total: string;
    readonly currency: string;
  } | null;
  /** Null when nothing is linked, or the order could not be read. */
  readonly looks: KeptLooks | null;
  /** RET; null when they were not looked at. */
  readonly returns: LookedReturns | null;
  /** Up to which of Shopify's update times the order was certainly seen (REC-1); null when it could not be read. */
  readonly seenUntil: string | null;
  /** A note without an instant of its own is of the run's end. */
  readonly timeline: readonly DatedNote[];
}

/** What Shopify looked like, as it is kept with the link. */
export type KeptLooks = Pick<Link, "agreedLook" | "lastLook">;

export type DatedNote = TimelineNote & { readonly at?: string };

export interface OrderStore {
  /** Takes the order's lease if a look is due; null when it is not, or somebody else holds it. */
  claim(key: OrderKey, holder: string, leaseMs: number): Promise<Claim | null>;
  /** False: the lease was lost, and nothing may be written outside any more. */
  renew(key: OrderKey, holder: string, leaseMs: number): Promise<boolean>;
  /** Writes what the run found, sets `done` to what was wanted at its start, gives the lease back; wakes again when more is wanted. */
  finish(claim: Claim, record: RunRecord, at: string): Promise<void>;
  /** The sales order stands: keeps the link, settles the attempt and uses up a person's request, in one transaction. */
  link(claim: Claim, link: NewLink, at: string): Promise<void>;
  linkOf(key: OrderKey): Promise<KeptLink | null>;
  /**
   * The sales order is gone from Katana: the order is no longer tied to it, and stays imported (IMP-7). A delete of Tandem's own that is not
   * settled is what did it.
   */
  recordGone(claim: Claim, salesOrderNo: string, at: string): Promise<void>;
  /** Throws `LeaseLost` when somebody else holds the order by now: what that run agreed on stays. So do the next two. */
  saveAgreed(claim: Claim, agreed: AgreedSalesOrder, katanaTotal: string | null): Promise<void>;
  /** One step was carried out: keeps what is agreed on from then on, settles its attempt and tells it, in one transaction. */
  keepStep(claim: Claim, step: KeptStep, at: string): Promise<void>;
  keepReturnStep(claim: Claim, step: KeptReturnStep, at: string): Promise<void>;
  /** Keeps what belongs together; `heardAt`: what Katana moved by then was looked at. */
  saveFulfillments(claim: Claim, kept: KeptFulfillments, heardAt: string | null): Promise<void>;
  /** One fulfillment was carried over: keeps what belongs together from then on, settles its attempt and tells it, in one transaction. */
  keepFulfillment(claim: Claim, step: KeptFulfillmentStep, at: string): Promise<void>;
  /** Orders whose look is outstanding or whose next try is due, and that nobody was woken for lately; marks them woken and wakes them. */
  wakeDue(now: string, limit: number): Promise<number>;
  /** On the embedded database every lease at start is of a process that is gone. */
  dropLeases(): Promise<void>;
  want(key: OrderKey, priority: number): Promise<void>;
}

export interface KeptStep {
  readonly agreed: AgreedSalesOrder;
  /** With what the step carried over; absent: as they were. */
  readonly looks?: KeptLooks;
  /** The write that it took; null when none was needed. */
  readonly attemptId: string | null;
  /** What Katana calls what it made. */
  readonly resultId: number | null;
  /** Null when it did nothing worth telling. */
  readonly note: TimelineNote | null;
}

export interface KeptFulfillmentStep {
  readonly kept: KeptFulfillments;
  readonly attemptId: string;
  readonly resultId: number | null;
  readonly note: TimelineNote;
}

/** What a person asks of orders; each request raises a look in its own transaction. */
export interface RequestStore {
  /**
   * Raises a look that goes before all others and takes nothing from memory; what was waited for after a failure is waited for no more
   * (REC-5). Orders that Tandem never heard of are left out; answers the ones that were asked for.
   */
  lookNow(keys: readonly OrderKey[], by: string, at: string): Promise<readonly OrderKey[]>;
  /** FUL-12: the same, and what had stayed where it was made is wanted on the other side. */
  carryOver(keys: readonly OrderKey[], by: string, at: string): Promise<readonly OrderKey[]>;
  /**
   * IMP-10: keeps the request until the order came over. `goneSalesOrderId` was just seen to be gone from Katana. False, and nothing is
   * kept: the order came over meanwhile.
   */
  importAnyway(
    key: OrderKey,
    request: { readonly by: string; readonly goneSalesOrderId: SalesOrderId | null },
    at: string,
  ): Promise<boolean>;
}

export interface NewLink extends KeptLooks {
  readonly accountId: string;
  readonly salesOrderId: SalesOrderId;
  readonly salesOrderNo: string;
  readonly agreed: AgreedSalesOrder;
  /** MAP-19 */
  readonly totals: TotalsComparison;
  /** The create that made it; null for one that Katana's own integration made (CON-6). */
  readonly attemptId: string | null;
  /** Set for a sales order that was found deleted: the order counts as imported (IMP-7). */
  readonly goneFromKatana: boolean;
  /** Found in Katana rather than just made: what has gone of it before nobody heard (FUL-3). */
  readonly found: boolean;
  readonly timeline: readonly TimelineNote[];
}

export interface ConnectionRecord {
  readonly accountId: string;
  readonly accountName: string;
  readonly sealedKey: string;
  readonly fingerprint: string;
  readonly connectedAt: string;
  readonly lastSuccessAt: string | null;
  readonly refused: { readonly at: string; readonly words: string } | null;
  /** Calls in a row that Katana did not answer. */
  readonly failuresInRow: number;
  readonly outage: KatanaOutage | null;
}

/** Katana does not answer: orders wait together, and one of them tries for all when `probeAt` has come. */
export interface KatanaOutage {
  readonly since: string;
  readonly words: string;
  readonly probeAt: string;
}

export interface ConnectionStore {
  find(shop: ShopDomain): Promise<ConnectionRecord | null>;
  /** Also raises a look for every order that waits for a working key. */
  save(shop: ShopDomain, connection: NewConnection, at: string): Promise<void>;
  remove(shop: ShopDomain): Promise<void>;
  /** Ends a refusal or an outage; the orders that waited for its end are due with it (REC-6). */
  recordSuccess(shop: ShopDomain, at: string): Promise<void>;
  recordRefusal(shop: ShopDomain, words: string, at: string): Promise<void>;
  /** Katana did not answer once more; enough of it in a row is an outage. */
  recordNoAnswer(shop: ShopDomain, words: string, at: string): Promise<void>;
  /** True for the one caller who may try while the others wait: its probe is due, and the next one comes only after this one. */
  takeProbe(shop: ShopDomain, at: string): Promise<boolean>;
  /** Makes one waiting order due for each shop whose probe is due. */
  sendProbes(at: string): Promise<void>;
  /** What is left at that instant: everything, once the window that was counted in is over. */
  budget(
    fingerprint: string,
    at: string,
  ): Promise<{ readonly remaining: number; readonly limit: number; readonly endsAt: string } | null>;
}

export interface NewConnection {
  readonly accountName: string;
  readonly baseCurrency: string;
  readonly sealedKey: string;
  readonly fingerprint: string;
}

export interface LocationRecord {
  readonly id: ShopifyLocationId;
  readonly name: string;
  readonly isActive: boolean;
  readonly katana: { readonly id: KatanaLocationId; readonly name: string } | null;
}

export interface LocationStore {
  list(shop: ShopDomain): Promise<readonly LocationRecord[]>;
  /** Takes over Shopify's list: new ones appear unmatched, vanished ones are dropped, matches stay. */
  refresh(
    shop: ShopDomain,
    locations: readonly { readonly id: ShopifyLocationId; readonly name: string; readonly isActive: boolean }[],
  ): Promise<void>;
  /** Also raises a look for every order that waits for a match. */
  saveMatches(
    shop: ShopDomain,
    matches: ReadonlyMap<ShopifyLocationId, { readonly id: KatanaLocationId; readonly name: string } | null>,
    at: string,
  ): Promise<void>;
}

/** One tracked order as a page lists it. */
export interface ListedOrder extends OrderKey {
  readonly name: string | null;
  readonly total: string | null;
  readonly currency: string | null;
  readonly status: OrderStatus;
  readonly reasons: readonly Reason[];
  readonly waits: readonly Wait[];
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
  readonly failure: CallFailure | null;
  readonly salesOrder: { readonly id: SalesOrderId; readonly no: string } | null;
  readonly updatedAt: string;
}

export interface OrderDetail {
  readonly order: ListedOrder;
  readonly placedAt: string | null;
  readonly firstSeenAt: string;
  /** When Tandem tries or looks again by itself; null when nothing is planned. */
  readonly nextTryAt: string | null;
  /** A look was asked for and has not been taken yet. */
  readonly awaitsLook: boolean;
  readonly importAnyway: ImportAnyway | null;
  readonly link: (KeptLink & { readonly cameOverAt: string }) | null;
  /** The newest first, at most 200. */
  readonly timeline: readonly (TimelineNote & { readonly at: string })[];
}

/** What the pages read; nothing here is written. */
export interface PageStore {
  countByStatus(shop: ShopDomain): Promise<Readonly<Record<OrderStatus, number>>>;
  /**
   * How many orders were placed from each of these instants (ISO-8601, in order) to the next one, and from the last one on, by status. An
   * order that was not read yet counts from when Tandem heard of it.
   */
  countByDay(shop: ShopDomain, from: readonly string[]): Promise<readonly ReadonlyMap<OrderStatus, number>[]>;
  /** Newest order first. `skip` and `take` count orders. */
  list(
    shop: ShopDomain,
    query: {
      readonly status: OrderStatus | "all";
      readonly search: string;
      readonly skip: number;
      readonly take: number;
    },
  ): Promise<{ readonly orders: readonly ListedOrder[]; readonly total: number }>;
  find(key: OrderKey): Promise<ListedOrder | null>;
  /** All that the page of one order shows; null when Tandem never heard of it. */
  detail(key: OrderKey): Promise<OrderDetail | null>;
  /** Orders placed since (ISO-8601) that were neither accepted nor imported (CON-5). */
  countLeftOut(shop: ShopDomain, since: string): Promise<number>;
  lastImport(
    shop: ShopDomain,
  ): Promise<{ readonly orderName: string; readonly salesOrderNo: string; readonly at: string } | null>;
}
