import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { World, WorldState } from "../../tests/support/world.ts";

const SETTLE_MS = 400;
const files = ["shopify", "katana"] as const;

/** What the simulators were when the demo last ran, or null when it never did. */
export async function readState(directory: string): Promise<WorldState | null> {
  const paths = files.map((name) => join(directory, `${name}.json`));
  if (!paths.every((path) => existsSync(path))) return null;
  const [shopify, katana] = await Promise.all(
    paths.map(async (path): Promise<unknown> => JSON.parse(await readFile(path, "utf8"))),
  );
  return { shopify, katana };
}

/** Writes the simulators' state soon after each change, so that even a killed demo comes back as it was. */
export function keepState(world: World, directory: string): { save(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();
  const write = async (): Promise<void> => {
    const state = world.dump();
    for (const name of files) {
      const path = join(directory, `${name}.json`);
      await writeFile(`${path}.new`, JSON.stringify(state[name]));
      // Never half a file, whenever the process ends.
      await rename(`${path}.new`, path);
    }
  };
  const save = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(write);
    return saving;
  };
  const soon = (): void => {
    timer ??= setTimeout(() => void save(), SETTLE_MS);
  };
  world.shopify.onChange(soon);
  world.katana.onChange(soon);
  soon();
  return { save };
}
