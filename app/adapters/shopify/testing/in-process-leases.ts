import type { Leases } from "../../../sync/ports.ts";

/** Leases of one process that never run out; a name in `heldElsewhere` is somebody else's for ever. */
export function createInProcessLeases(heldElsewhere: ReadonlySet<string> = new Set()): Leases & {
  readonly taken: readonly string[];
} {
  const held = new Map<string, Promise<unknown>>();
  const taken: string[] = [];
  return {
    taken,
    withLease: async (name, _times, run) => {
      if (heldElsewhere.has(name)) return { taken: false };
      while (held.has(name)) await held.get(name);
      taken.push(name);
      const running = run();
      held.set(
        name,
        running.catch(() => undefined),
      );
      try {
        return { taken: true, value: await running };
      } finally {
        held.delete(name);
      }
    },
  };
}
