import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopStateBadges } from "../../app/domain/shop-state.ts";
import type { Fault } from "../../simulators/kit/faults.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";

let flow: Flow;

beforeAll(async () => {
  flow = await startFlow({ kind: "server", setUp: false });
  flow.shop.settings.routingDelayMs = 50;
});

afterAll(async () => {
  await flow.stop();
});

const tokenRequests = () => flow.shopify.requests().filter(({ path }) => path.endsWith("/admin/oauth/access_token"));
/** The state that Home shows. */
const state = async (): Promise<string> => {
  const home = await flow.merchant.open("/app");
  const labels = Object.values(shopStateBadges).map(({ label }) => label);
  // The page's title and its badge come first.
  return labels.filter((label) => home.includes(`>${label}<`)).join(", ");
};
const connectionPage = () => flow.merchant.open("/app/settings/connection");
/** What the app answers to a key, as the form in the browser hears it. */
const connectWith = async (key: string): Promise<string> => {
  const answer = await fetch(`${flow.app.url}/app/settings/connection.data`, {
    method: "POST",
    body: new URLSearchParams({ intent: "connect", katanaApiKey: key }),
    headers: {
      Authorization: `Bearer ${flow.shop.installation.idToken()}`,
      "User-Agent": "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
    },
  });
  return answer.text();
};

describe("the install", () => {
  it("[CON-1] exchanges one token on the first open, although two loaders ask for it", async () => {
    expect(flow.shop.installation.missingScopes().length).toBeGreaterThan(0);
    expect(tokenRequests()).toEqual([]);
    await flow.install();
    expect(tokenRequests()).toHaveLength(1);
    expect(flow.shop.installation.missingScopes()).toEqual([]);
    expect(await state()).toBe("Not connected");
    expect(tokenRequests()).toHaveLength(1);
  });

  it("[CON-1] [IMP-5] an order placed before anything is connected stays out, and says why", async () => {
    const order = flow.place();
    const { why } = await flow.stands(order, "not-imported");
    expect(why[0]?.sentence).toBe("Syncing is not switched on.");
  });
});

describe("connecting", () => {
  const refusals: readonly (readonly [string, () => string, Fault | null, RegExp])[] = [
    ["a wrong key", () => "no-such-key-0123456789", null, /Katana does not accept this API key/],
    [
      "a network failure",
      () => flow.account.addKey(),
      { kind: "drop", when: "before" },
      /could not be checked, and nothing was saved/,
    ],
    [
      "maintenance",
      () => flow.account.addKey(),
      { kind: "status", status: 503 },
      /could not be checked, and nothing was saved/,
    ],
  ];

  it.each(refusals)("[CON-2] %s gets its own sentence and stores nothing", async (_name, key, fault, words) => {
    const tried = key();
    if (fault) flow.katana.faults.add({ match: { path: /^\/factory$/ }, fault });
    expect(await connectWith(tried)).toMatch(words);
    expect((await connectionPage()).includes(tried)).toBe(false);
    expect(await flow.rows("SELECT * FROM katana_connection")).toEqual([]);
    expect(await flow.everything()).not.toContain(tried);
    expect(flow.allLogs()).not.toContain(tried);
  });

  it("[CON-2] a plan without API access gets its own sentence and stores nothing", async () => {
    const key = flow.account.addKey();
    flow.account.setApiAccess(false);
    expect(await connectWith(key)).toMatch(/your Katana plan has no API access/);
    flow.account.setApiAccess(true);
    expect(await flow.rows("SELECT * FROM katana_connection")).toEqual([]);
    expect((await connectionPage()).includes(key)).toBe(false);
  });

  it("[CON-1] [CON-2] a good key is kept sealed, and is in no page, log or table as it is", async () => {
    const key = flow.account.addKey("Tandem");
    expect(await flow.merchant.connect(key)).toBe(200);
    const page = await connectionPage();
    expect(page.includes("Tandem Workshop OÜ")).toBe(true);
    expect(page.includes(key)).toBe(false);
    expect(await state()).toBe("Set-up incomplete");
    const [connection] = await flow.rows("SELECT sealed_key FROM katana_connection");
    expect(String(connection?.["sealed_key"]).length).toBeGreaterThan(key.length);
    expect(await flow.everything()).not.toContain(key);
    expect(flow.allLogs()).not.toContain(key);
    expect(await flow.merchant.matchLocations()).toBe(200);
    expect(await state()).toBe("Ready");
    expect(await flow.merchant.activate()).toBe(200);
    expect(await state()).toBe("Active");
    await flow.imported(flow.place());
  });
});

describe("a revoked key", () => {
  it("[CON-2] [REC-6] an order needs a person, the connection page says since when, and a new key brings it over", async () => {
    for (const key of flow.account.keys()) flow.account.revokeKey(key);
    const order = flow.place({ customer: { firstName: "Una", lastName: "Key", email: "una@example.com" } });
    const { why } = await flow.stands(order, "needs-you");
    expect(why[0]).toMatchObject({
      sentence: expect.stringMatching(/^Katana refuses access/) as string,
      remedy: "Check the API key in Settings › Connection.",
    });
    const [refused] = await flow.rows("SELECT refused_at FROM katana_connection");
    const since = (refused?.["refused_at"] as Date).toISOString();
    for (const page of [await connectionPage(), await flow.merchant.open("/app")]) {
      expect(page.includes("Katana refuses the key")).toBe(true);
      expect(page.includes(`dateTime="${since}"`), since).toBe(true);
    }

    expect(await flow.merchant.connect(flow.account.addKey("Newer"))).toBe(200);
    await flow.imported(order);
    await flow.stands(order, "in-step");
    expect(await flow.rows("SELECT refused_at FROM katana_connection")).toEqual([{ refused_at: null }]);
  });
});

describe("pausing", () => {
  it("[CON-1] [CON-4] [CON-5] stops all syncing; resuming takes what comes from then on and nothing before", async () => {
    expect(await flow.merchant.pause()).toBe(200);
    expect(await state()).toBe("Paused");
    const meanwhile = flow.place();
    const { why } = await flow.stands(meanwhile, "not-imported");
    expect(why[0]?.sentence).toBe("Syncing is not switched on.");
    // Orders are told apart by whole seconds.
    await pause(1_100);
    expect(await flow.merchant.activate()).toBe(200);
    await flow.imported(flow.place());
    const standing = await until(
      async () => {
        const now = await flow.standing(meanwhile);
        return now.why[0]?.sentence.startsWith("The order was placed before") ? now : null;
      },
      { what: "the order is judged anew" },
    );
    expect(standing.status).toBe("not-imported");
    expect(flow.salesOrdersOf(meanwhile)).toEqual([]);
  });

  it("[CON-5] an order accepted before the pause is still wanted after it", async () => {
    flow.shop.settings.routingDelayMs = 3_000;
    const accepted = flow.place();
    await flow.stands(accepted, "waiting");
    expect(await flow.merchant.pause()).toBe(200);
    await until(() => flow.shop.order(accepted.id).fulfillmentOrders.length > 0, { what: "it is routed" });
    await flow.stands(accepted, "not-imported");
    expect(flow.salesOrdersOf(accepted)).toEqual([]);
    await pause(1_100);
    expect(await flow.merchant.activate()).toBe(200);
    await flow.imported(accepted);
    flow.shop.settings.routingDelayMs = 50;
  });

  it("[CON-5] disconnecting forgets the key, keeps links and settings, and pauses", async () => {
    const before = flow.place();
    await flow.imported(before);
    expect(await flow.merchant.submit("/app/settings/connection", { intent: "disconnect" })).toBe(200);
    expect(await state()).toBe("Not connected");
    expect((await flow.standing(before)).salesOrder).toMatchObject({ no: before.name });
    expect(await flow.rows("SELECT * FROM katana_connection")).toEqual([]);
  });
});
