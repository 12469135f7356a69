import type { KatanaPollRecord } from "../katana-poll-store.ts";
import type { KatanaWebhookId, ShopDomain } from "../../domain/ids.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import type { ImportAnyway } from "../../domain/import-anyway.ts";
import type { ActualSalesOrder } from "../../domain/sales-order.ts";
import type { TimelineNote } from "../../domain/timeline.ts";
import type { KeptItem } from "../item-store.ts";
import type { NewAttempt, WriteAttempt } from "../attempt-store.ts";
import type {
  ConnectionRecord,
  Delivery,
  InboxNote,
  InstallDetails,
  KeptLink,
  LocationRecord,
  OrderKey,
  RunRecord,
  ShopRecord,
} from "../stores.ts";
import type { PrivacyRequest } from "../privacy-store.ts";
import type { BackfillRecord, SweepRecord } from "../search-stores.ts";

type Open<Value> = { -readonly [Key in keyof Value]: Value[Key] };

export type MemoryOrder = Open<OrderKey> &
  Open<Pick<RunRecord, "reasons" | "waits" | "blocks" | "notices" | "failure" | "nextTryAt" | "order">> & {
    wanted: number;
    done: number;
    priority: number;
    wantedAt: string;
    wokenAt: string | null;
    attempts: number;
    leaseHolder: string | null;
    leaseUntil: number;
    status: OrderStatus;
    acceptedAt: string | null;
    lookedAt: string | null;
    seenUntil: string | null;
    backfill: boolean;
    nativeChecked: boolean;
    importAnyway: ImportAnyway | null;
    fresh: boolean;
  };

export type MemoryAttempt = Open<WriteAttempt> & Pick<NewAttempt, "accountId" | "subjects"> & OrderKey;

export interface MemoryInboxEntry {
  readonly id: bigint;
  readonly delivery: Delivery;
  readonly note: InboxNote;
  open: boolean;
  nextTryAt: string | null;
  attempts: number;
  result: unknown;
}

export type MemoryBackfill = Open<BackfillRecord> & { nextTryAt: string | null };
export interface MemoryWebhook {
  readonly path: string | null;
  readonly webhookId: KatanaWebhookId | null;
  readonly sealedToken: string | null;
  readonly refused: string | null;
  readonly checkAt: string;
}
export type MemorySweep = Open<SweepRecord> & { nextAt: string };

/** What the in-memory stores hold, open to the tests. */
export interface MemoryTables {
  readonly shops: Map<ShopDomain, ShopRecord>;
  readonly details: Map<ShopDomain, InstallDetails>;
  readonly scopes: Map<ShopDomain, readonly string[]>;
  readonly orders: Map<string, MemoryOrder>;
  readonly links: Map<string, KeptLink & { readonly createdAt: string; readonly katanaTotal: string | null }>;
  readonly attempts: MemoryAttempt[];
  /** By account, shop and key. */
  readonly items: Map<string, KeptItem>;
  readonly inbox: MemoryInboxEntry[];
  readonly connections: Map<ShopDomain, ConnectionRecord>;
  readonly locations: Map<ShopDomain, readonly LocationRecord[]>;
  readonly privacy: {
    readonly shop: ShopDomain;
    readonly request: PrivacyRequest;
    readonly at: string;
    settled: boolean;
  }[];
  readonly timeline: (TimelineNote & OrderKey & { readonly at: string })[];
  readonly budgets: Map<string, { readonly remaining: number; readonly limit: number; readonly endsAt: string }>;
  readonly backfills: Map<ShopDomain, MemoryBackfill>;
  readonly sweeps: Map<ShopDomain, MemorySweep>;
  readonly natives: { readonly shop: ShopDomain; readonly salesOrder: ActualSalesOrder; readonly foundAt: string }[];
  readonly polls: Map<string, KatanaPollRecord & { readonly nextAt: string; readonly polledAt: string | null }>;
  /** By account. */
  readonly webhooks: Map<string, MemoryWebhook>;
  /** What the queue was told to wake: `shop:order`, or a hint's id. */
  readonly woken: string[];
  /** Every lease is lost: renewing answers false, and finishing writes nothing. */
  leasesAreLost: boolean;
}

export const createMemoryTables = (): MemoryTables => ({
  shops: new Map(),
  details: new Map(),
  scopes: new Map(),
  orders: new Map(),
  links: new Map(),
  attempts: [],
  items: new Map(),
  inbox: [],
  connections: new Map(),
  locations: new Map(),
  privacy: [],
  timeline: [],
  budgets: new Map(),
  backfills: new Map(),
  sweeps: new Map(),
  natives: [],
  polls: new Map(),
  webhooks: new Map(),
  woken: [],
  leasesAreLost: false,
});

/** The shops of an account; those that Katana answers come first. */
export const shopsOf = ({ connections }: MemoryTables, accountId: string): readonly ShopDomain[] =>
  [...connections]
    .filter(([, one]) => one.accountId === accountId)
    .toSorted(([a, first], [b, second]) => troubleOf(first) - troubleOf(second) || a.localeCompare(b))
    .map(([shop]) => shop);

const troubleOf = ({ refused, outage }: ConnectionRecord): number =>
  (refused === null ? 0 : 2) + (outage === null ? 0 : 1);

export const textOf = ({ shop, orderId }: OrderKey): string => `${shop}:${orderId}`;
