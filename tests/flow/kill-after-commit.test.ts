import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { until } from "../support/until.ts";

const preload = new URL("../support/kill-after-commit.mjs", import.meta.url).href;
/** After the restart; a create that was recorded and never sent waits for its deadline (20 s) and the safe time (3 s) first. */
const recoveredWithinMs = 33_000;

let directory: string;
let flow: Flow;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tandem-kill-"));
  flow = await startFlow({
    env: { NODE_OPTIONS: `--import=${preload}`, KILL_AFTER_COMMIT: join(directory, "number") },
  });
  flow.shop.settings.routingDelayMs = 20;
  await flow.imported(place());
});

afterAll(async () => {
  await flow.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Only the hint that names no order gets through: finding the order is part of the run, and each run has the same commits. */
function place(): OrderView {
  for (const topic of ["orders/create", "orders/updated", "orders/paid"]) flow.shopify.deliveries.dropNext(topic);
  return flow.place({ shipping: [{ title: "Standard", price: "5.00" }] });
}

/** From the next moment on the app counts its commits and dies after the one of this number or name; 0: it only counts. */
async function arm(commit: number | string): Promise<void> {
  await writeFile(join(directory, "number"), String(commit));
  const before = flow.app.logs().length;
  process.kill(flow.app.all[0]?.pid() ?? 0, "SIGUSR2");
  await until(
    () =>
      flow.app
        .logs()
        .slice(before)
        .some(({ msg }) => msg === "test.armed"),
    { what: "the app is armed" },
  );
}

/** What the app committed since it was last armed. */
function commits(): readonly string[] {
  const logs = flow.app.logs();
  const armedAt = logs.findLastIndex(({ msg }) => msg === "test.armed");
  return logs.slice(armedAt).flatMap(({ msg, what }) => (msg === "test.committed" ? [String(what)] : []));
}

interface Killed {
  readonly order: OrderView;
  /** The commit after which the app died. */
  readonly after: string;
  readonly restartedAt: number;
}

/**
 * The restart that the order's last step came after: while it waited for its safe time, the app may have been killed again. What was
 * complete before any kill came after none: the instant itself.
 */
const lastRestart = (killed: readonly Killed[], completed: number): number => {
  const before = killed.map(({ restartedAt }) => restartedAt).filter((restartedAt) => restartedAt <= completed);
  return before.at(-1) ?? completed;
};

/** How long what the app commits beside its runs is waited for. */
const beside = { what: "a commit beside the run", withinMs: 30_000 };

/** Brings an order and lets the app die after that commit of its run; null when the run was over before. */
async function killAfter(commit: number | string): Promise<Killed | null> {
  await arm(commit);
  const order = place();
  const dead = () => (flow.app.all[0]?.running() === false ? "dead" : null);
  const done = async () => ((await flow.standing(order).catch(() => null))?.status === "in-step" ? "done" : null);
  const outcome = await until(async () => dead() ?? (await done()), {
    what: `commit ${String(commit)}`,
    withinMs: 60_000,
  });
  // What the app does beside its runs comes in its own time.
  const died =
    outcome === "dead" || (typeof commit === "string" && (await until(dead, beside).catch(() => null)) !== null);
  if (!died) {
    await flow.app.restart();
    return null;
  }
  const after = commits().at(-1) ?? "";
  const restartedAt = Date.now();
  await flow.app.start();
  // Whatever still waits for the safe time is waited for at the end.
  const unknown = "may or may not be there";
  const settled = async () =>
    flow.salesOrdersOf(order).length > 0 ||
    (await flow.standing(order)).why.some(({ sentence }) => sentence.includes(unknown));
  await until(settled, { what: `${order.name}, after "${after}"`, withinMs: recoveredWithinMs });
  return { order, after, restartedAt };
}

/** When the last of what the order needs was made in Katana. */
async function completedAt(order: OrderView, withinMs: number): Promise<number> {
  const { created_at, shipping_fee } = await flow.imported(order, withinMs);
  return Math.max(Date.parse(created_at), Date.parse(shipping_fee?.created_at ?? created_at));
}

/** The backfill of the activation, above all, commits things of its own for a while. */
async function untilQuiet(): Promise<void> {
  await arm(0);
  let seen = { count: 0, at: Date.now() };
  const quiet = () => {
    const count = commits().length;
    if (count !== seen.count) seen = { count, at: Date.now() };
    return Date.now() - seen.at > 3_000 ? "quiet" : null;
  };
  await until(quiet, { what: "an app that commits nothing", withinMs: 60_000 });
}

/**
 * The kinds of commit that a run makes: those that each of three runs made, for the queue looks after itself in between, now and then. And
 * how many commits the longest of them took.
 */
async function countCommits(): Promise<{ readonly most: number; readonly reference: readonly string[] }> {
  await untilQuiet();
  const runs: (readonly string[])[] = [];
  for (let run = 0; run < 3; run += 1) {
    await arm(0);
    const order = place();
    await flow.imported(order);
    await flow.stands(order, "in-step");
    runs.push(commits());
  }
  const kinds = new Set(runs.flat());
  return {
    most: Math.max(...runs.map(({ length }) => length)),
    reference: [...kinds].filter((kind) => runs.every((run) => run.includes(kind))),
  };
}

it("[IMP-7] [IMP-9] [REC-1] killed after each database commit of a run: the order is imported once", async () => {
  const { most, reference } = await countCommits();
  expect(reference.length).toBeGreaterThan(8);

  const killed: Killed[] = [];
  // From the last to the first: what then waits for its safe time commits nothing while earlier commits are counted.
  for (let number = most; number >= 1; number -= 1) killed.push(...nonNull(await killAfter(number)));
  const missed = () => reference.filter((what) => !killed.some(({ after }) => after === what));
  // Background work may commit in between and move the count: what was not hit is aimed at by its name.
  for (const what of missed()) killed.push(...nonNull(await killAfter(what)));

  for (const { order, after } of killed) {
    const left = Math.max(lastRestart(killed, Date.now()) + recoveredWithinMs - Date.now(), 0);
    const completed = await completedAt(order, left).catch(() => expect.fail(`not imported in time after "${after}"`));
    expect(completed - lastRestart(killed, completed), after).toBeLessThan(recoveredWithinMs);
    expect(flow.salesOrdersOf(order, { includeDeleted: true }), after).toHaveLength(1);
  }
  // Each kind of commit that a run makes was the last one of a process.
  expect(missed()).toEqual([]);
}, 600_000);

const nonNull = <Value>(value: Value | null): readonly Value[] => (value === null ? [] : [value]);
