export interface Entity {
  readonly id: number;
  readonly created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

/** One kind of thing of one account, in the order it was made. Deleted ones stay, marked. */
export interface Table<T extends Entity> {
  insert(entity: T): T;
  /** Deleted ones included. */
  get(id: number): T | undefined;
  /** One that was not deleted. */
  live(id: number): T | undefined;
  /** Deleted ones included, oldest first. */
  all(): readonly T[];
  /** Those whose `parent` field has the value, deleted ones included, oldest first. */
  of(parent: number): readonly T[];
}

/** `parent`: the field that says what an entity belongs to; it never changes. */
export function createTable<T extends Entity>(entities: readonly T[], parent?: keyof T): Table<T> {
  const byId = new Map<number, T>();
  const byParent = new Map<unknown, T[]>();

  function insert(entity: T): T {
    byId.set(entity.id, entity);
    if (parent === undefined) return entity;
    const siblings = byParent.get(entity[parent]);
    if (siblings) siblings.push(entity);
    else byParent.set(entity[parent], [entity]);
    return entity;
  }

  entities.forEach(insert);
  return {
    insert,
    get: (id) => byId.get(id),
    live(id) {
      const entity = byId.get(id);
      return entity?.deleted_at === null ? entity : undefined;
    },
    all: () => [...byId.values()],
    of: (value) => byParent.get(value) ?? [],
  };
}

export const alive = <T extends Entity>(entities: readonly T[]): readonly T[] =>
  entities.filter((entity) => entity.deleted_at === null);
