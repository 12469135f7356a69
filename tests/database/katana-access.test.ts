import { beforeEach, describe, expect, it, vi } from "vitest";
import { createSecretSeal } from "../../app/adapters/database/sealed-secret.ts";
import { createDatabaseReferenceStore } from "../../app/adapters/katana/database-reference-store.ts";
import { createKatanaAccess } from "../../app/adapters/katana/katana-access.ts";
import { createMemoryRequestBudget } from "../../app/adapters/katana/memory-request-budget.ts";
import { answerJson, stubFetch, type StubAnswer } from "../support/stub-fetch.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, keyOf, other } from "./support/records.ts";
import { decimal, sampleIds, sampleSalesOrder } from "../support/katana-samples.ts";

const databases = await eachDatabase();
const key = "katana-key-0815";
const unauthorized = answerJson({ message: "Unauthorized" }, { status: 401 });
const noLocations = answerJson({ data: [] });

describe.each(databases)("a shop's way into Katana on $kind", ({ database, clock, stores: { connections }, clear }) => {
  const accessWith = (secretsKey = 1) =>
    createKatanaAccess({
      baseUrl: "http://katana.example/v1",
      budget: createMemoryRequestBudget(clock),
      seal: createSecretSeal([Buffer.alloc(32, secretsKey)]),
      connections,
      references: (accountId) => createDatabaseReferenceStore(database.prisma, accountId),
      clock,
    });
  const answering = (...answers: readonly StubAnswer[]) => {
    const stub = stubFetch(...answers);
    vi.stubGlobal("fetch", stub.fetch);
    return stub;
  };
  const connect = async () => {
    const { keys } = accessWith();
    const connection = {
      accountName: "Acme",
      baseCurrency: "EUR",
      sealedKey: keys.seal(key, acme),
      fingerprint: keys.fingerprint(key),
    };
    await connections.save(acme, connection, clock.instant());
  };
  const open = async (secretsKey = 1) => {
    const access = await accessWith(secretsKey).accessOf(acme, "live");
    if (!access) throw new Error("Not connected");
    return access;
  };

  beforeEach(async () => {
    await clear();
    return () => vi.unstubAllGlobals();
  });

  it("is its own key, opened for the call", async () => {
    await connect();
    expect(await accessWith().accessOf(other, "live")).toBeNull();
    const { requests } = answering(noLocations);
    expect(await (await open()).live.listLocations()).toEqual({ ok: true, value: [] });
    expect(requests[0]?.headers.get("Authorization")).toBe(`Bearer ${key}`);
  });

  it("[CON-2] notes since when the key is refused, until it works again", async () => {
    await connect();
    answering(unauthorized, unauthorized, noLocations);
    const since = clock.instant();
    await (await open()).live.listLocations();
    clock.advance(1_000);
    await (await open()).live.listLocations();
    expect((await connections.find(acme))?.refused?.at).toBe(since);
    expect(JSON.stringify(await connections.find(acme))).not.toContain(key);
    clock.advance(1_000);
    await (await open()).live.listLocations();
    expect(await connections.find(acme)).toMatchObject({ refused: null, lastSuccessAt: clock.instant() });
  });

  it("[PAG-4] notes the last success no more than once a minute", async () => {
    await connect();
    const connectedAt = clock.instant();
    answering(noLocations);
    clock.advance(59_000);
    await (await open()).live.listLocations();
    expect((await connections.find(acme))?.lastSuccessAt).toBe(connectedAt);
    clock.advance(1_000);
    await (await open()).live.listLocations();
    expect((await connections.find(acme))?.lastSuccessAt).toBe(clock.instant());
  });

  it("[CON-2] that cannot be opened any more says so in every call and asks Katana nothing", async () => {
    await connect();
    const { requests } = answering(noLocations);
    const { live } = await open(2);
    const salesOrderId = 40001 as Parameters<typeof live.loadSalesOrder>[0];
    const answers = await Promise.all([
      live.loadFactory(),
      live.listLocations(),
      live.listTaxRates(),
      live.findVariants(["CHAIR"]),
      live.findCustomer({ kind: "generic" }),
      live.createCustomer(sampleSalesOrder),
      live.createTaxRate(decimal("20")),
      live.createSalesOrder(sampleSalesOrder, sampleIds),
      live.createShippingFee(
        salesOrderId,
        { description: "Post", amount: decimal("5"), taxPercent: decimal("24") },
        sampleIds.taxRateIds.get(decimal("24"))!,
      ),
      live.loadSalesOrder(salesOrderId),
      live.findSalesOrders(acme, keyOf().orderId),
      live.deleteSalesOrder(salesOrderId),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, problem: { kind: "unauthorized" } });
    expect(requests).toEqual([]);
    expect((await connections.find(acme))?.refused?.words).toContain("connect Katana again");
  });

  it("[CON-2] is proved with a live call before anything is kept", async () => {
    answering(answerJson({ display_name: "Oak", base_currency_code: "EUR" }), unauthorized);
    const { keys } = accessWith();
    expect(await keys.verify(key)).toMatchObject({ ok: true, value: { name: "Oak" } });
    expect(await keys.verify(key)).toEqual({ ok: false, problem: { kind: "bad-key" } });
    expect(await connections.find(acme)).toBeNull();
  });
});
