export type ReferenceKind =
  "factory" | "locations" | "tax-rates" | "variants" | "items" | "customer" | "return-reasons";

export interface StoredReference {
  readonly key: string;
  /** Whatever was saved; decoded by whoever reads it, since an earlier release may have written it. */
  readonly value: unknown;
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number;
}

/** What is remembered of one Katana account's reference data, shared by every process and store of the account. */
export interface ReferenceStore {
  load(kind: ReferenceKind, keys: readonly string[]): Promise<readonly StoredReference[]>;
  /** `values` by key, as JSON. */
  save(kind: ReferenceKind, values: Readonly<Record<string, unknown>>, fetchedAt: number): Promise<void>;
  drop(kind: ReferenceKind, keys: readonly string[]): Promise<void>;
}
