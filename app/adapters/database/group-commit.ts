import { setImmediate } from "node:timers/promises";

/** Commits several items in one transaction and answers one outcome for each, in their order. Rejects when nothing was kept. */
export type CommitGroup<Item, Outcome> = (items: readonly Item[]) => Promise<readonly Outcome[]>;

export interface GroupCommitOptions<Item> {
  /** Two items of one identity are never in the same group. */
  readonly identityOf: (item: Item) => string;
  readonly mostAtOnce: number;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: while one transaction runs, items gather, and the next transaction takes them all. An item alone is committed at once, and a
 * flood costs one transaction for many. Each caller's promise settles only when its own item is kept or not. When a group fails, its items are
 * tried one by one, so that one bad item does not take others with it.
 */
export function createGroupCommit<Item, Outcome>(
  commit: CommitGroup<Item, Outcome>,
  options: GroupCommitOptions<Item>,
): (item: Item) => Promise<Outcome> {
  let waiting: readonly Waiting<Item, Outcome>[] = [];
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      const [group, rest] = takeGroup(waiting, options);
      waiting = rest;
      await settle(commit, group);
      // An embedded database answers without leaving the process; without a turn of the event loop nothing new would come in meanwhile.
      await setImmediate();
    }
    running = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { item, resolve, reject }];
      if (!running) void run();
    });
}

function takeGroup<Item, Outcome>(
  waiting: readonly Waiting<Item, Outcome>[],
  { identityOf, mostAtOnce }: GroupCommitOptions<Item>,
): readonly [readonly Waiting<Item, Outcome>[], readonly Waiting<Item, Outcome>[]] {
  const taken = new Set<string>();
  const group: Waiting<Item, Outcome>[] = [];
  const rest: Waiting<Item, Outcome>[] = [];
  for (const one of waiting) {
    const identity = identityOf(one.item);
    const fits = group.length < mostAtOnce && !taken.has(identity);
    taken.add(identity);
    (fits ? group : rest).push(one);
  }
  return [group, rest];
}

async function settle<Item, Outcome>(
  commit: CommitGroup<Item, Outcome>,
  group: readonly Waiting<Item, Outcome>[],
): Promise<void> {
  try {
    const outcomes = await commit(group.map(({ item }) => item));
    group.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) reject(new Error("A group was committed without an outcome for each item"));
      else resolve(outcome);
    });
  } catch (error) {
    if (group.length === 1) return group.forEach(({ reject }) => reject(error));
    for (const one of group) await settle(commit, [one]);
  }
}
