import { beforeEach, describe, expect, it, vi } from "vitest";
import { createSecretSeal } from "../../app/adapters/database/sealed-secret.ts";
import { createDatabaseReferenceStore } from "../../app/adapters/katana/database-reference-store.ts";
import { createKatanaAccess } from "../../app/adapters/katana/katana-access.ts";
import { createMemoryRequestBudget } from "../../app/adapters/katana/memory-request-budget.ts";
import { failuresOfAnOutage } from "../../app/domain/outage.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import { orderId } from "../../app/domain/testing/ids.ts";
import { answerJson, stubFetch } from "../support/stub-fetch.ts";
import { eachDatabase } from "./support/each-database.ts";
import { acme, aRecord, keyOf } from "./support/records.ts";

const databases = await eachDatabase();
const away: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
const leaseMs = 40_000;

describe.each(databases)("an outage of Katana on $kind", ({ database, clock, stores, queue, clear }) => {
  const { connections, orders, shops } = stores;
  const open = createKatanaAccess({
    baseUrl: "http://katana.example/v1",
    budget: createMemoryRequestBudget(clock),
    seal: createSecretSeal([Buffer.alloc(32, 1)]),
    connections,
    references: (accountId) => createDatabaseReferenceStore(database.prisma, accountId),
    clock,
  });
  const access = async () => {
    const opened = await open.accessOf(acme, "live");
    if (!opened) throw new Error("Not connected");
    return opened;
  };
  const failing = async (id: string, failure: CallFailure = away): Promise<void> => {
    await orders.want(keyOf(orderId(id)), 0);
    const claim = await orders.claim(keyOf(orderId(id)), `holder of ${id}`, leaseMs);
    if (!claim) throw new Error("Not to be claimed");
    const forPerson = failure.kind === "unauthorized";
    const nextTryAt = forPerson ? null : new Date(clock.now() + 120_000).toISOString();
    const status = forPerson ? "needs-you" : "retrying";
    await orders.finish(claim, aRecord({ status, failure, nextTryAt, looked: forPerson }), clock.instant());
  };
  const noAnswers = async (times: number): Promise<void> => {
    for (let call = 0; call < times; call += 1) await connections.recordNoAnswer(acme, "503", clock.instant());
  };
  const due = async (): Promise<readonly string[]> => {
    queue.woken.splice(0);
    await orders.wakeDue(clock.instant(), 100);
    return queue.woken.toSorted();
  };

  beforeEach(async () => {
    await clear();
    const sealedKey = open.keys.seal("key", acme);
    const connection = { accountName: "Acme", baseCurrency: "EUR", sealedKey, fingerprint: "fingerprint" };
    await connections.save(acme, connection, clock.instant());
    return () => vi.unstubAllGlobals();
  });

  it("[REC-6] begins when several calls in a row had no answer, and one success in between begins the count anew", async () => {
    await noAnswers(failuresOfAnOutage - 1);
    expect((await connections.find(acme))?.outage).toBeNull();
    await connections.recordSuccess(acme, clock.instant());
    await noAnswers(failuresOfAnOutage - 1);
    expect((await connections.find(acme))?.outage).toBeNull();
    const since = clock.instant();
    await noAnswers(1);
    clock.advance(500);
    await noAnswers(1);
    expect((await connections.find(acme))?.outage).toEqual({
      since,
      words: "503",
      probeAt: new Date(clock.now() + 2_000).toISOString(),
    });
  });

  it("[REC-6] keeps all but one from calling, and that one only when the probe is due", async () => {
    const stub = stubFetch(
      ...Array.from({ length: failuresOfAnOutage }, () => answerJson({ message: "away" }, { status: 503 })),
      answerJson({ data: [] }),
    );
    vi.stubGlobal("fetch", stub.fetch);
    for (let call = 0; call < failuresOfAnOutage; call += 1) await (await access()).client.findVariants(["A"]);
    expect(await (await access()).client.findVariants(["A"])).toMatchObject({ problem: { kind: "unavailable" } });
    expect(stub.requests).toHaveLength(failuresOfAnOutage);

    clock.advance(1_000);
    // Whoever has no call to make takes nobody's turn.
    await access();
    const [probe, other] = [await access(), await access()];
    const probed = await probe.client.findVariants(["A"]);
    expect(await other.client.findVariants(["A"])).toMatchObject({ ok: false });
    expect(stub.requests).toHaveLength(failuresOfAnOutage + 1);
    expect(probed).toMatchObject({ ok: true });
    expect(await connections.find(acme)).toMatchObject({ outage: null, failuresInRow: 0 });
  });

  it("[REC-6] lets a person through who asks live", async () => {
    await noAnswers(failuresOfAnOutage);
    vi.stubGlobal("fetch", stubFetch(answerJson({ data: [] })).fetch);
    expect(await (await access()).live.listLocations()).toMatchObject({ ok: true });
    expect((await connections.find(acme))?.outage).toBeNull();
  });

  it("[REC-6] makes one waiting order due for the probe, and all of them when it is over", async () => {
    await failing("1");
    await failing("2");
    await failing("3", { ...away, side: "shopify" });
    await noAnswers(failuresOfAnOutage);
    await connections.sendProbes(clock.instant());
    expect(await due()).toEqual([]);
    clock.advance(1_000);
    await connections.sendProbes(clock.instant());
    expect(await due()).toEqual([`order ${acme}:1 0`]);
    clock.advance(1_000);
    await connections.recordSuccess(acme, clock.instant());
    expect(await due()).toEqual([`order ${acme}:1 0`, `order ${acme}:2 0`]);
  });

  it("[REC-6] a success without an outage before it hurries nobody", async () => {
    await failing("1");
    await noAnswers(1);
    await connections.recordSuccess(acme, clock.instant());
    expect(await due()).toEqual([]);
  });

  it("[REC-6] a key that works again lets the orders go on that it had kept", async () => {
    await failing("1", { kind: "unauthorized", side: "katana", words: "402" });
    await connections.recordRefusal(acme, "402", clock.instant());
    expect(await due()).toEqual([]);
    await connections.recordSuccess(acme, clock.instant());
    expect(await due()).toEqual([`order ${acme}:1 0`]);
  });

  it("[REC-6] a new token of Shopify's lets the orders go on that waited for one", async () => {
    await failing("1", { kind: "unauthorized", side: "shopify", words: "no token" });
    await failing("2");
    await failing("3", { ...away, side: "shopify", words: "not renewed" });
    await shops.recordInstall(acme, clock.instant(), null);
    expect(await due()).toEqual([`order ${acme}:1 0`, `order ${acme}:3 0`]);
  });
});
