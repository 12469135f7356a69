import { describe, expect, it } from "vitest";
import { createClock } from "../kit/clock.ts";
import { idOf, katanaUnderTest, KEY } from "./testing/katana-under-test.ts";

/** For requests that are never answered. */
const IMPATIENT_MS = 300;

const customers = { method: "POST", path: /^\/customers$/ };

async function katana() {
  const clock = createClock();
  const under = await katanaUnderTest({ clock });
  /** Gives up after a while, as a client with a deadline does. */
  const create = (timeoutMs = 8000) =>
    fetch(`${under.sim.url}/customers`, {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "Ann" }),
      signal: AbortSignal.timeout(timeoutMs),
    });
  const made = () => under.account.customers().length;
  return { ...under, clock, create, made };
}

describe("faults over HTTP", () => {
  it("answers with a status and Katana's error body, without making anything", async () => {
    const { sim, create, made } = await katana();
    sim.faults.add({ match: customers, fault: { kind: "status", status: 503, headers: { "retry-after": "7" } } });
    const answer = await create();
    expect([answer.status, answer.headers.get("retry-after"), made()]).toEqual([503, "7", 0]);
    expect(await answer.json()).toMatchObject({ error: { statusCode: 503, name: "ServiceUnavailableError" } });
    expect(answer.headers.get("x-ratelimit-limit")).not.toBeNull();
    expect((await create()).status).toBe(200);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("never answers, %s the write", async (when, expected) => {
    const { sim, create, made } = await katana();
    sim.faults.add({ match: customers, fault: { kind: "no-answer", when } });
    await expect(create(IMPATIENT_MS)).rejects.toMatchObject({ name: "TimeoutError" });
    await expect.poll(made).toBe(expected);
    expect(sim.requests()).toMatchObject([{ status: null }]);
  });

  it("writes late, after the client gave up", async () => {
    const { sim, clock, create, made } = await katana();
    sim.faults.add({ match: customers, fault: { kind: "late-write", delayMs: 90_000 } });
    await expect(create(IMPATIENT_MS)).rejects.toMatchObject({ name: "TimeoutError" });
    clock.advance(89_000);
    expect(made()).toBe(0);
    clock.advance(1000);
    expect(made()).toBe(1);
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("drops the connection, %s the write", async (when, expected) => {
    const { sim, create, made } = await katana();
    sim.faults.add({ match: customers, fault: { kind: "drop", when } });
    await expect(create()).rejects.toThrow("fetch failed");
    expect(made()).toBe(expected);
  });

  it("answers late", async () => {
    const { sim, clock, create, made } = await katana();
    sim.faults.add({ match: customers, fault: { kind: "delay", ms: 60_000 } });
    const answer = create();
    await expect.poll(made).toBe(1);
    clock.advance(60_000);
    expect((await answer).status).toBe(200);
  });

  it("sends half a body", async () => {
    const { sim, create, made } = await katana();
    sim.faults.add({ match: customers, fault: { kind: "truncate" } });
    const answer = await create();
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
    expect(made()).toBe(1);
  });

  it("holds the nth request until it is released, and runs it though the client is gone", async () => {
    const { sim, create, made, post } = await katana();
    const held = sim.faults.hold(2, "before");
    await post("/customers", { name: "First" });
    const second = expect(create(IMPATIENT_MS)).rejects.toMatchObject({ name: "TimeoutError" });
    expect(await held.reached).toMatchObject({ method: "POST", path: "/customers" });
    await second;
    expect(made()).toBe(1);
    held.release("run");
    await expect.poll(made).toBe(2);
  });

  it("discards a held request", async () => {
    const { sim, create, made } = await katana();
    const held = sim.faults.hold(1, "before");
    const answer = create();
    await held.reached;
    held.release("discard");
    await expect(answer).rejects.toThrow("fetch failed");
    expect(made()).toBe(0);
  });

  it("holds an answer whose write has happened", async () => {
    const { sim, create, made } = await katana();
    const held = sim.faults.hold(1, "after");
    const answer = create();
    await held.reached;
    expect(made()).toBe(1);
    held.release();
    expect((await answer).status).toBe(200);
  });

  it("hits only the requests it is for, after as many as said", async () => {
    const { sim, get, post } = await katana();
    sim.faults.add({ match: customers, fault: { kind: "status", status: 500 }, skip: 1, times: 1 });
    idOf(await post("/customers", { name: "First" }));
    expect((await get("/customers")).status).toBe(200);
    expect((await post("/customers", { name: "Second" })).status).toBe(500);
    expect((await post("/customers", { name: "Third" })).status).toBe(200);
  });
});
