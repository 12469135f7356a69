import { writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { createMerchant } from "../tests/support/merchant.ts";
import { startWorld } from "../tests/support/world.ts";
import { measureBackfill } from "./backfill.ts";
import type { Figure } from "./figure.ts";
import { measureImport } from "./import-latency.ts";
import { measureChangeCalls, measureKatanaCalls } from "./katana-calls.ts";
import { measurePlanning } from "./planning-time.ts";
import { measureShipments } from "./shipment-latency.ts";
import { measureFlood, measureIntake } from "./webhook-intake.ts";

/** `npm run bench`: a table on the terminal and bench/results.json. `--quick` measures less, to see that it runs. */
const quick = process.argv.includes("--quick");

// Without Katana's limit: more orders than it allows a minute are measured one after another, and waiting for the next minute is not latency.
// Without the poll of Katana: its calls would be counted as those of an order.
const env = { LOG_LEVEL: "warn", KATANA_POLL_SECONDS: "3600" };
const world = await startWorld({ env, katanaSwitches: { rateLimit: 100_000 } });
const figures: Figure[] = [];
/** The whole takes a quarter of an hour: what is known is shown at once. */
const add = (measured: readonly Figure[]): void => {
  figures.push(...measured);
  for (const figure of measured) console.log(`${figure.what}: ${figure.measured}`);
};
add(measurePlanning());
try {
  await createMerchant(world).setUp();
  add(await measureImport(world, quick ? 5 : 60));
  add(await measureKatanaCalls(world));
  add(await measureChangeCalls(world));
  add(await measureIntake(world, quick ? 3 : 20));
  add(await measureFlood(world, quick ? 2 : 30));
} finally {
  await world.stop();
}

add(await measureShipments(quick ? { told: 3, polled: 3 } : { told: 40, polled: 12 }));
add(await measureBackfill(quick ? [1] : [1, 2, 4]));

console.table(figures);
const machine = { cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version };
const results = fileURLToPath(new URL("./results.json", import.meta.url));
await writeFile(results, `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, figures }, null, 2)}\n`);
process.exitCode = figures.every(({ reached }) => reached) ? 0 : 1;
