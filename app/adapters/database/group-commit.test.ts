import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

const identityOf = (item: string): string => item;

/** A commit that waits until it is let through, and tells what it was given. */
function gatedCommit() {
  const groups: (readonly string[])[] = [];
  const gates: (() => void)[] = [];
  const commit = async (items: readonly string[]): Promise<readonly string[]> => {
    groups.push(items);
    await new Promise<void>((open) => gates.push(open));
    return items.map((item) => `${item} kept`);
  };
  return { groups, commit, open: () => gates.shift()?.() };
}

/** Several turns of the event loop: whatever can go on has gone on. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
};

describe("group commit", () => {
  it("commits a single item at once", async () => {
    const gated = gatedCommit();
    const keep = createGroupCommit(gated.commit, { identityOf, mostAtOnce: 10 });
    const outcome = keep("a");
    expect(gated.groups).toEqual([["a"]]);
    gated.open();
    expect(await outcome).toBe("a kept");
  });

  it("takes all that gathered meanwhile, at most so many, in the order they came", async () => {
    const gated = gatedCommit();
    const keep = createGroupCommit(gated.commit, { identityOf, mostAtOnce: 2 });
    const outcomes = Promise.all(["a", "b", "c", "d"].map(keep));
    for (let turn = 0; turn < 3; turn += 1) {
      gated.open();
      await settled();
    }
    expect(gated.groups).toEqual([["a"], ["b", "c"], ["d"]]);
    expect(await outcomes).toEqual(["a kept", "b kept", "c kept", "d kept"]);
  });

  it("never puts two items of one identity into one group", async () => {
    const gated = gatedCommit();
    const keep = createGroupCommit(gated.commit, { identityOf, mostAtOnce: 10 });
    const outcomes = Promise.all(["a", "b", "b", "c"].map(keep));
    for (let turn = 0; turn < 3; turn += 1) {
      gated.open();
      await settled();
    }
    expect(gated.groups).toEqual([["a"], ["b", "c"], ["b"]]);
    await outcomes;
  });

  it("keeps the others when one item cannot be kept", async () => {
    const commit = (items: readonly string[]): Promise<readonly string[]> =>
      items.includes("bad") ? Promise.reject(new Error("refused")) : Promise.resolve(items);
    const keep = createGroupCommit(commit, { identityOf, mostAtOnce: 10 });
    const outcomes = await Promise.allSettled(["first", "good", "bad", "also good"].map(keep));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  });

  it("rejects when the commit forgets an item", async () => {
    const keep = createGroupCommit<string, string>(() => Promise.resolve([]), { identityOf, mostAtOnce: 1 });
    await expect(keep("a")).rejects.toThrow("without an outcome");
  });
});
