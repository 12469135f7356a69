import { afterEach, describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";
import { createFaults, type Answer } from "./faults.ts";

const clock = createClock();
afterEach(() => clock.stop());

function world() {
  const faults = createFaults(clock);
  const ran: string[] = [];
  const sent: (Answer | "destroyed")[] = [];
  const request = (path: string, method = "POST", operation?: string, body = "") =>
    faults.run(
      { method, path, body, ...(operation === undefined ? {} : { operation }) },
      {
        send: (answer) => sent.push(answer),
        destroy: () => sent.push("destroyed"),
        errorBody: (status) => ({ oops: status }),
      },
      () => {
        ran.push(path);
        return { status: 200, headers: {}, body: `{"path":"${path}"}` };
      },
    );
  return { faults, ran, sent, request };
}

describe("faults", () => {
  it("passes a request through when none is planned, and counts it", async () => {
    const { faults, ran, sent, request } = world();
    expect(await request("/a")).toEqual({ ran: true, status: 200 });
    expect([ran, sent.length, faults.count()]).toEqual([["/a"], 1, 1]);
  });

  it("answers with a status without running the request", async () => {
    const { faults, ran, sent, request } = world();
    faults.add({ fault: { kind: "status", status: 503, headers: { "retry-after": "2" } } });
    expect(await request("/a")).toEqual({ ran: false, status: 503 });
    expect(ran).toEqual([]);
    expect(sent).toEqual([
      {
        status: 503,
        headers: { "content-type": "application/json; charset=utf-8", "retry-after": "2" },
        body: '{"oops":503}',
      },
    ]);
  });

  it("sends the body a status fault names", async () => {
    const { faults, sent, request } = world();
    faults.add({ fault: { kind: "status", status: 500, body: "<html>" } });
    await request("/a");
    expect(sent[0]).toMatchObject({ body: "<html>", headers: { "content-type": "text/plain; charset=utf-8" } });
  });

  it.each([
    ["no-answer", "before", [], []],
    ["no-answer", "after", ["/a"], []],
    ["drop", "before", [], ["destroyed"]],
    ["drop", "after", ["/a"], ["destroyed"]],
  ] as const)("%s %s", async (kind, when, expectedRan, expectedSent) => {
    const { faults, ran, sent, request } = world();
    faults.add({ fault: { kind, when } });
    expect(await request("/a")).toEqual({ ran: when === "after", status: null });
    expect(ran).toEqual(expectedRan);
    expect(sent).toEqual(expectedSent);
  });

  it("lets a late write take effect only when its time has come, and never answers it", async () => {
    const { faults, ran, sent, request } = world();
    faults.add({ fault: { kind: "late-write", delayMs: 60_000 } });
    await request("/a");
    expect(ran).toEqual([]);
    clock.advance(60_000);
    expect(ran).toEqual(["/a"]);
    expect(sent).toEqual([]);
  });

  it("delays an answer, not the write", async () => {
    const { faults, ran, sent, request } = world();
    faults.add({ fault: { kind: "delay", ms: 5_000 } });
    const outcome = request("/a");
    await expect.poll(() => ran).toEqual(["/a"]);
    expect(sent).toEqual([]);
    clock.advance(5_000);
    expect(await outcome).toEqual({ ran: true, status: 200 });
    expect(sent).toHaveLength(1);
  });

  it("truncates an answer", async () => {
    const { faults, sent, request } = world();
    faults.add({ fault: { kind: "truncate" } });
    await request("/a");
    expect(sent).toEqual([{ status: 200, headers: {}, body: '{"path' }]);
  });

  it("hits the request whose body says so, and no other", async () => {
    const { faults, ran, request } = world();
    faults.add({ match: { body: /"order":7\b/ }, fault: { kind: "status", status: 500 } });
    await request("/a", "POST", undefined, '{"order":77}');
    await request("/b", "POST", undefined, '{"order":7}');
    await request("/c", "POST", undefined, '{"order":7}');
    expect(ran).toEqual(["/a", "/c"]);
  });

  it("hits only what matches, after what is to pass, as often as said", async () => {
    const { faults, sent, request } = world();
    faults.add({
      match: { method: "post", path: /^\/orders$/g, operation: "create" },
      fault: { kind: "status", status: 500 },
      skip: 1,
      times: 2,
    });
    for (const path of ["/orders", "/other", "/orders", "/orders", "/orders"]) await request(path, "POST", "create");
    await request("/orders", "GET", "create");
    await request("/orders", "POST", "other");
    expect(sent.map((answer) => (answer === "destroyed" ? 0 : answer.status))).toEqual([
      200, 200, 500, 500, 200, 200, 200,
    ]);
  });

  it("removes one rule, or all", async () => {
    const { faults, sent, request } = world();
    const remove = faults.add({ fault: { kind: "status", status: 500 } });
    remove();
    faults.add({ fault: { kind: "status", status: 502 } });
    faults.clear();
    await request("/a");
    expect(sent).toMatchObject([{ status: 200 }]);
  });

  it("holds the nth request before it runs and runs it when released", async () => {
    const { faults, ran, sent, request } = world();
    const held = faults.hold(2, "before");
    await request("/first");
    const second = request("/second");
    expect(await held.reached).toEqual({ method: "POST", path: "/second", body: "" });
    await request("/third");
    expect(ran).toEqual(["/first", "/third"]);
    held.release();
    await second;
    expect(ran).toEqual(["/first", "/third", "/second"]);
    expect(sent).toHaveLength(3);
  });

  it("never runs a held request that is discarded", async () => {
    const { faults, ran, sent, request } = world();
    const held = faults.hold(1, "before");
    const outcome = request("/a");
    await held.reached;
    held.release("discard");
    expect(await outcome).toEqual({ ran: false, status: null });
    expect([ran, sent]).toEqual([[], ["destroyed"]]);
  });

  it("holds the answer of a request that has run", async () => {
    const { faults, ran, sent, request } = world();
    const held = faults.hold(1, "after", { path: /^\/b/ });
    await request("/a");
    const outcome = request("/b");
    await held.reached;
    expect([ran, sent.length]).toEqual([["/a", "/b"], 1]);
    held.release();
    expect(await outcome).toEqual({ ran: true, status: 200 });
  });

  it("loses the answer of a request that has run when that is discarded", async () => {
    const { faults, ran, sent, request } = world();
    const held = faults.hold(1, "after");
    const outcome = request("/a");
    await held.reached;
    held.release("discard");
    expect(await outcome).toEqual({ ran: true, status: null });
    expect([ran, sent]).toEqual([["/a"], ["destroyed"]]);
  });

  it("refuses to hold a request that cannot come", () => {
    expect(() => world().faults.hold(0, "before")).toThrow(RangeError);
  });
});
