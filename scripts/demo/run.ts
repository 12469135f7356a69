import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { dollarShop, euroShop, placeEarlierOrders } from "../../simulators/seed.ts";
import { startWorld, type World } from "../../tests/support/world.ts";
import { describeLogEvent } from "./describe-log-event.ts";
import { keepState, readState } from "./demo-state.ts";
import { takeTheDemo } from "./take-the-demo.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const directory = join(root, "data", "demo");
const ADMIN_PORT = 4000;

const say = (text = ""): void => void process.stdout.write(`${text}\n`);

async function run(): Promise<void> {
  const fresh = process.argv.includes("--fresh");
  await mkdir(directory, { recursive: true });
  const leave = await takeTheDemo(directory);
  if (fresh) await rm(directory, { recursive: true, force: true }).then(() => mkdir(directory, { recursive: true }));
  const databaseUrl = process.env["DATABASE_URL"] ?? "";
  if (fresh && databaseUrl !== "")
    say(
      "  DATABASE_URL is set: the stores start over, that database stays as it is. Give an empty one to start over there, too.\n",
    );

  const log = createWriteStream(join(directory, "app.log"), { flags: "a" });
  // The app speaks before the address is printed; its first words wait.
  const early: string[] = [];
  let tell = (line: string): void => void early.push(line);
  say("  Starting the app and both simulators …");
  const state = await readState(directory);
  const world = await startWorld({
    admin: true,
    fromSources: process.argv.includes("--dev"),
    shops: [euroShop, dollarShop],
    ...(state ? { state } : {}),
    ports: { admin: ADMIN_PORT, proxy: ADMIN_PORT + 1 },
    katanaSwitches: { webhookUrls: "any" },
    database: { DATA_DIR: join(directory, "app"), DATABASE_URL: databaseUrl },
    onLog: (event) => {
      log.write(`${JSON.stringify(event)}\n`);
      tell(describeLogEvent(event, { colours: process.stdout.isTTY }));
    },
  });
  if (!state) await placeEarlierOrders(world.shopify.shop(euroShop.shop.domain), euroShop.taxes, world.clock.now());
  const keeper = keepState(world, directory);

  stopOnSignal(async () => {
    tell = () => {};
    say("\n  Stopping …");
    await world.stop();
    await keeper.save();
    log.end();
    leave();
    say("  Stopped. Everything is kept for the next time.");
  });
  leave.at(world.admin?.url ?? "");
  welcome(world);
  early.forEach(say);
  tell = say;
}

function welcome(world: World): void {
  const url = world.admin?.url ?? "";
  const [key] = world.account.keys();
  if (!url.endsWith(`:${ADMIN_PORT}`)) say(`  Port ${ADMIN_PORT} is taken, so another one is used.`);
  say(`
  Open   ${url}

  There: a simulated Shopify admin with two stores and a simulated Katana account. Nothing leaves this machine.
  Install Tandem from the store's menu, connect it with the Katana API key ${key ?? ""},
  match the locations, activate, and create an order.

  Ctrl-C stops everything and keeps it.  npm run demo -- --fresh  starts over.
  What the app logs (all of it in ${relative(root, join(directory, "app.log"))}):
`);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (cause: unknown) => {
        say(String(cause));
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

run().catch((cause: unknown) => {
  process.stderr.write(`\n  The demo could not start.\n\n${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exit(1);
});
