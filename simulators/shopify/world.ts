import { randomUUID } from "node:crypto";
import type { SimulatedClock } from "../kit/clock.ts";
import type { Deliveries } from "../kit/deliveries.ts";
import type { Random } from "../kit/random.ts";
import type { AppConfiguration } from "./app-configuration.ts";
import type { AppUnderTest } from "./control.ts";
import type { SearchIndex } from "./search/search-index.ts";
import type { OrderState, ShopState, SimulatorState } from "./state.ts";

/** What all parts of the simulator share. */
export interface World {
  readonly state: SimulatorState;
  readonly clock: SimulatedClock;
  readonly random: Random;
  readonly deliveries: Deliveries;
  readonly index: SearchIndex;
  /** Last payload sent per subscription and resource, for the debounce of `include_fields`. */
  readonly lastPayloads: Map<string, string>;
  app(): { readonly identity: AppUnderTest; readonly configuration: AppConfiguration };
  changed(): void;
}

/** One shop in the world: what every action works on. */
export interface Site {
  readonly world: World;
  readonly shop: ShopState;
}

/** Something Shopify refuses. GraphQL turns it into a user error, the control interface throws it. */
export class Refused extends Error {
  readonly field: readonly string[] | null;
  readonly code: string | null;
  constructor(message: string, field: readonly string[] | null = null, code: string | null = null) {
    super(message);
    this.field = field;
    this.code = code;
  }
}

/** Sample webhooks of Shopify have ids above 2^53; a shop can be told to have such ids throughout. */
const USUAL_START = 5_800_000_000_000n;
const LARGE_START = 820_982_911_946_150_000n;

export function newId({ world, shop }: Site): string {
  const number = world.state.nextId;
  // Gaps keep anyone from relying on consecutive ids; the ids of different things never meet.
  world.state.nextId += 1 + Math.floor(world.random() * 7);
  return String((shop.ids === "large" ? LARGE_START : USUAL_START) + BigInt(number));
}

export const iso = (ms: number): string => new Date(ms).toISOString();
/** Shopify's times have whole seconds. */
export const wholeSeconds = (ms: number): string => `${iso(ms).slice(0, 19)}Z`;
export const timeNow = ({ world }: Site): string => wholeSeconds(world.clock.now());
export const newUuid = (): string => randomUUID();

/** Marks the order as updated now and tells the search index. */
export function touch(site: Site, order: OrderState): void {
  order.updatedAt = timeNow(site);
  site.world.index.note(site, order);
}

export const gid = (type: string, id: string): string => `gid://shopify/${type}/${id}`;

/** The numeric part of a GID of the given type, or of a bare number; null for anything else. */
export function idOf(type: string, reference: string): string | null {
  if (/^\d+$/.test(reference)) return reference;
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(?:\?.*)?$/.exec(reference);
  return match?.[1] === type ? (match[2] ?? null) : null;
}

export function requireOrder({ shop }: Site, reference: string): OrderState {
  const order = shop.orders[idOf("Order", reference) ?? ""];
  if (!order) throw new Refused("Order does not exist", ["id"], "NOT_FOUND");
  return order;
}
