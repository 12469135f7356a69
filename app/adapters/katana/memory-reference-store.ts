import type { ReferenceKind, ReferenceStore, StoredReference } from "./reference-store.ts";

/** References kept in this process only: for tests. */
export function createMemoryReferenceStore(): ReferenceStore {
  const references = new Map<string, StoredReference>();
  const nameOf = (kind: ReferenceKind, key: string) => `${kind} ${key}`;
  return {
    load: (kind, keys) =>
      Promise.resolve(
        keys.map((key) => references.get(nameOf(kind, key))).filter((reference) => reference !== undefined),
      ),
    save: (kind, values, fetchedAt) => {
      for (const [key, value] of Object.entries(values)) {
        const later = (references.get(nameOf(kind, key))?.fetchedAt ?? -Infinity) > fetchedAt;
        if (!later) references.set(nameOf(kind, key), { key, value: structuredClone(value), fetchedAt });
      }
      return Promise.resolve();
    },
    drop: (kind, keys) => {
      for (const key of keys) references.delete(nameOf(kind, key));
      return Promise.resolve();
    },
  };
}
