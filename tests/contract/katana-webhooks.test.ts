import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { createKatanaClient } from "../../app/adapters/katana/katana-client.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import type { KatanaWebhookId } from "../../app/domain/ids.ts";
import type { Result } from "../../app/domain/result.ts";
import type { KatanaClient } from "../../app/sync/ports.ts";
import { startKatanaSimulator } from "../../simulators/katana/server.ts";

const katana = await startKatanaSimulator();
afterAll(() => katana.stop());

const url = "https://tandem.example/webhooks/katana/path";
const events = ["sales_order.updated", "sales_order.packed", "sales_order.delivered"];
let account: ReturnType<typeof katana.addAccount>;
let client: KatanaClient;

const request = (method: string, path: string, body?: object) =>
  fetch(`${katana.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${account.keys()[0] ?? ""}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

beforeEach(() => {
  account = katana.addAccount({ name: "Oak Furniture", currency: "EUR", locations: [{ name: "Main" }] });
  client = createKatanaClient({
    baseUrl: katana.url,
    key: account.keys()[0] ?? "",
    fingerprint: "account",
    budget: { take: () => Promise.resolve({ granted: true }), report: () => Promise.resolve() },
    clock: katana.clock,
    urgency: "backfill",
  });
});

afterEach(() => {
  expect(katana.refusals()).toEqual([]);
  expect(katana.requests().flatMap(({ ignored }) => ignored)).toEqual([]);
});

function valueOf<Value>(result: Result<Value, CallFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const listed = async () => valueOf(await client.listWebhooks());

it("[FUL-3] a webhook is registered for what a shipment raises, and read back with its token", async () => {
  const made = valueOf(await client.createWebhook(url));
  expect(made).toMatchObject({ url, isAsItShould: true, token: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect(await listed()).toEqual([made]);
  expect(account.webhooks()).toMatchObject([{ enabled: true, subscribed_events: events }]);
});

it.each([
  ["disabled", { enabled: false }],
  ["without an event that is needed", { subscribed_events: events.slice(1) }],
  ["with an event too many", { subscribed_events: [...events, "sales_order.created"] }],
  ["with another event instead", { subscribed_events: [...events.slice(1), "sales_order.created"] }],
])(
  "[FUL-3] a webhook that is %s is not as it should be, and is repaired with its token kept",
  async (_what, fields) => {
    const made = valueOf(await client.createWebhook(url));
    await request("PATCH", `/webhooks/${String(made.id)}`, fields);
    expect(await listed()).toEqual([{ ...made, isAsItShould: false }]);
    valueOf(await client.repairWebhook(made.id, url));
    expect(await listed()).toEqual([made]);
  },
);

it("[FUL-3] a webhook that points elsewhere shows so, and is repaired", async () => {
  const made = valueOf(await client.createWebhook("https://elsewhere.example/hook"));
  valueOf(await client.repairWebhook(made.id, url));
  expect(await listed()).toMatchObject([{ id: made.id, url }]);
});

it("[FUL-3] an address that is not https is refused in Katana's words", async () => {
  const plain = "http://tandem.example/webhooks/katana/path";
  const refused = { ok: false, problem: { kind: "rejected", status: 422, words: expect.stringContaining("pattern") } };
  expect(await client.createWebhook(plain)).toMatchObject(refused);
  const { id } = valueOf(await client.createWebhook(url));
  expect(await client.repairWebhook(id, plain)).toMatchObject(refused);
});

it("[CON-7] a webhook is removed, once more without harm", async () => {
  const { id } = valueOf(await client.createWebhook(url));
  valueOf(await client.deleteWebhook(id));
  valueOf(await client.deleteWebhook(id));
  valueOf(await client.deleteWebhook(1 as KatanaWebhookId));
  expect(await listed()).toEqual([]);
});
