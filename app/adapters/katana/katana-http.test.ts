import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { answerJson, failWith, stubFetch } from "../../../tests/support/stub-fetch.ts";
import { createKatanaHttp } from "./katana-http.ts";
import type { KatanaHttpOptions } from "./katana-http.ts";
import { createMemoryRequestBudget } from "./memory-request-budget.ts";

const clock = { now: () => 1_000_000 };
const options = (changes: Partial<KatanaHttpOptions>): KatanaHttpOptions => ({
  baseUrl: "http://katana.example/v1/",
  key: "key-1",
  fingerprint: "f1",
  budget: createMemoryRequestBudget(clock),
  clock,
  urgency: "live",
  ...changes,
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${String(address.port)}/v1`;
}

describe("one request to Katana", () => {
  it("sends key, query and body as Katana takes them", async () => {
    const stub = stubFetch(answerJson({}));
    const query = [
      ["sku", "A B"],
      ["sku", "ü"],
    ] as const;
    await createKatanaHttp(options({ fetch: stub.fetch }))({
      method: "POST",
      path: "/things",
      query,
      body: { a: null },
    });
    const [request] = stub.requests;
    expect(request).toMatchObject({ method: "POST", path: "/v1/things", body: { a: null } });
    expect(request?.query.getAll("sku")).toEqual(["A B", "ü"]);
    expect(request?.headers.get("authorization")).toBe("Bearer key-1");
    expect(request?.headers.get("content-type")).toBe("application/json");
  });

  it("is not sent without budget", async () => {
    const stub = stubFetch(answerJson({}));
    const budget = {
      take: () => Promise.resolve({ granted: false, retryAfterMs: 5 } as const),
      report: () => Promise.resolve(),
    };
    const exchange = await createKatanaHttp(options({ budget, fetch: stub.fetch }))({ method: "GET", path: "/x" });
    expect(exchange).toEqual({ kind: "no-budget", retryAfterMs: 5 });
    expect(stub.requests).toHaveLength(0);
  });

  it("[CON-2] is not sent with a key that no header can carry", async () => {
    const stub = stubFetch(answerJson({}));
    const exchange = await createKatanaHttp(options({ key: "a\nb", fetch: stub.fetch }))({ method: "GET", path: "/x" });
    expect(exchange).toEqual({ kind: "unsendable-key" });
    expect(stub.requests).toHaveLength(0);
  });

  it("[STO-4] reports what the answer says about the budget, a refusal included", async () => {
    const headers = {
      "x-ratelimit-limit": "60",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "30",
      "retry-after": "30",
    };
    for (const status of [200, 422, 429]) {
      const send = createKatanaHttp(options({ fetch: stubFetch(answerJson({}, { status, headers })).fetch }));
      expect((await send({ method: "GET", path: "/x" })).kind).toBe("answered");
      expect(await send({ method: "GET", path: "/x" })).toEqual({ kind: "no-budget", retryAfterMs: 30_100 });
    }
  });

  it("[IMP-9] keeps the answer when the budget cannot be reported", async () => {
    const budget = {
      take: () => Promise.resolve({ granted: true } as const),
      report: () => Promise.reject(new Error("database is gone")),
    };
    const stub = stubFetch(
      answerJson({ id: 1 }, { headers: { "x-ratelimit-remaining": "1", "x-ratelimit-reset": "1" } }),
    );
    const exchange = await createKatanaHttp(options({ budget, fetch: stub.fetch }))({ method: "POST", path: "/x" });
    expect(exchange).toMatchObject({ kind: "answered", status: 200 });
  });

  it("[IMP-9] knows that a refused connection carried nothing", async () => {
    const baseUrl = await listen((_, response) => response.end());
    const [server] = servers;
    await new Promise((resolve) => server?.close(resolve));
    const exchange = await createKatanaHttp(options({ baseUrl }))({ method: "POST", path: "/x", body: {} });
    expect(exchange).toEqual({ kind: "not-sent", words: "The connection to Katana failed (ECONNREFUSED)" });
  });

  it("[IMP-9] does not know what became of a request whose connection broke", async () => {
    const baseUrl = await listen((request) => request.socket.destroy());
    const exchange = await createKatanaHttp(options({ baseUrl }))({ method: "POST", path: "/x", body: {} });
    expect(exchange.kind).toBe("lost");
  });

  it("[IMP-9] gives up after its deadline, the body included", async () => {
    const baseUrl = await listen((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
    });
    const exchange = await createKatanaHttp(options({ baseUrl, timeoutMs: 50 }))({
      method: "POST",
      path: "/x",
      body: {},
    });
    expect(exchange).toEqual({ kind: "lost", words: "Katana did not answer within 0.05 s" });
  });

  it("sorts a host with several addresses by all of its failures", async () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const reset = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    const outcomeOf = async (errors: Error[]) => {
      const error = new TypeError("fetch failed", { cause: new AggregateError(errors) });
      return createKatanaHttp(options({ fetch: stubFetch(failWith(error)).fetch }))({ method: "POST", path: "/x" });
    };
    expect((await outcomeOf([refused, refused])).kind).toBe("not-sent");
    expect((await outcomeOf([refused, reset])).kind).toBe("lost");
    expect((await outcomeOf([])).kind).toBe("lost");
  });
});
