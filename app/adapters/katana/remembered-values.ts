import type { z } from "zod";
import type { Clock } from "../../sync/ports.ts";
import type { ReferenceKind, ReferenceStore } from "./reference-store.ts";

const minute = 60_000;

/**
 * How long each kind is believed. Ten minutes bound how long a second variant with the same SKU (MAP-6), a new lead time or a new
 * default stays unseen, for a handful of calls an hour; what was deleted shows sooner, since Katana refuses it. A customer is believed
 * for a month: one that was found by e-mail stays the same when the e-mail changes (MAP-4).
 */
const believedForMs: Readonly<Record<ReferenceKind, number>> = {
  factory: 10 * minute,
  locations: 10 * minute,
  "tax-rates": 10 * minute,
  variants: 10 * minute,
  items: 10 * minute,
  "return-reasons": 10 * minute,
  customer: 30 * 24 * 60 * minute,
};

/** The values of one kind that are still believed, by key. What cannot be decoded any more counts as not remembered. */
export interface RememberedValues<Value> {
  load(keys: readonly string[]): Promise<ReadonlyMap<string, Value>>;
  /** `askedAt`: when Katana was asked, in milliseconds since the epoch; what was kept since then stays. */
  save(values: Readonly<Record<string, Value>>, askedAt: number): Promise<void>;
  drop(keys: readonly string[]): Promise<void>;
}

export interface Remembering {
  readonly store: ReferenceStore;
  readonly clock: Clock;
  /** False: nothing is answered from memory, though everything is remembered. */
  readonly believe: boolean;
}

export function rememberValues<Value>(
  { store, clock, believe }: Remembering,
  kind: ReferenceKind,
  schema: z.ZodType<Value>,
): RememberedValues<Value> {
  return {
    load: async (keys) => {
      if (!believe) return new Map();
      const oldest = clock.now() - believedForMs[kind];
      const believed = new Map<string, Value>();
      for (const reference of await store.load(kind, keys)) {
        const decoded = schema.safeParse(reference.value);
        if (decoded.success && reference.fetchedAt > oldest) believed.set(reference.key, decoded.data);
      }
      return believed;
    },
    save: (values, askedAt) => store.save(kind, values, askedAt),
    drop: (keys) => store.drop(kind, keys),
  };
}
