import type { SimulatedClock } from "../kit/clock.ts";
import type { Random } from "./random.ts";
import type { AccountRecord, Entities } from "./state.ts";
import type { KatanaSwitches } from "./switches.ts";
import type { Entity, Table } from "./table.ts";

export type Tables = { readonly [Kind in keyof Entities]: Table<Entities[Kind]> };

export interface Account {
  readonly record: AccountRecord;
  readonly tables: Tables;
}

/** Something that webhooks may tell about. */
export interface KatanaEvent {
  readonly action: string;
  readonly id: number;
  readonly status?: string;
}

/** What every operation on an account may use. */
export interface World {
  readonly clock: SimulatedClock;
  readonly switches: KatanaSwitches;
  readonly random: Random;
  /** Ids run through all accounts: one account's id is never another's. */
  nextId(kind: keyof Entities): number;
  emit(account: Account, event: KatanaEvent): void;
}

export const timestamp = (world: World, at: number = world.clock.now()): string => new Date(at).toISOString();

/** The head of a new entity. */
export function stamp(world: World, kind: keyof Entities): Entity {
  const at = timestamp(world);
  return { id: world.nextId(kind), created_at: at, updated_at: at, deleted_at: null };
}

export function touch(world: World, entity: Entity): void {
  entity.updated_at = timestamp(world);
}

export function markDeleted(world: World, entity: Entity): void {
  entity.deleted_at = timestamp(world);
  if (world.switches.deleteMovesUpdatedAt) entity.updated_at = entity.deleted_at;
}

/** Takes over the fields a body has; a field it lacks stays. Says whether anything was there to take. */
export function assignDefined<T extends object>(
  target: T,
  changes: { readonly [Key in keyof T]?: T[Key] | undefined },
): void {
  for (const [key, value] of Object.entries(changes)) if (value !== undefined) Reflect.set(target, key, value);
}
