import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClock, type SimulatedClock } from "./clock.ts";
import { createDeliveries, type Deliveries, type DeliveriesOptions } from "./deliveries.ts";

interface Seen {
  readonly topic: string;
  readonly body: string;
}

let server: Server;
let url: string;
let seen: Seen[];
let answer: (seenSoFar: number) => number | "never";
let clock: SimulatedClock;
let deliveries: Deliveries;

function open(options: Partial<DeliveriesOptions> = {}): Deliveries {
  deliveries = createDeliveries({ clock, seed: 7, timeoutMs: 10_000, retryDelaysMs: [10_000, 60_000], ...options });
  return deliveries;
}

const send = (topic: string, body = "{}") =>
  deliveries.send({ url, topic, body, headers: { "x-topic": topic }, key: "subscription" });

beforeEach(async () => {
  seen = [];
  answer = () => 200;
  clock = createClock();
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      seen.push({ topic: String(request.headers["x-topic"]), body });
      const status = answer(seen.length);
      if (status !== "never") response.writeHead(status, { location: "/elsewhere" }).end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});

afterEach(() => {
  deliveries.stop();
  clock.stop();
  server.closeAllConnections();
  server.close();
});

describe("deliveries", () => {
  it("posts the body and logs the answer", async () => {
    open();
    send("orders/create", '{"id":1}');
    await deliveries.idle();
    expect(seen).toEqual([{ topic: "orders/create", body: '{"id":1}' }]);
    expect(deliveries.log()).toMatchObject([{ state: "delivered", attempts: [{ status: 200, error: null }] }]);
  });

  it.each([500, 302, 404])("tries again with the same bytes after a %i", async (status) => {
    answer = (count) => (count === 1 ? status : 200);
    open();
    const delivery = send("orders/create", '{"id":1}');
    await deliveries.idle();
    expect(delivery.state).toBe("waiting");
    clock.advance(10_000);
    await deliveries.idle();
    expect(seen.map((one) => one.body)).toEqual(['{"id":1}', '{"id":1}']);
    expect(delivery.attempts.map((one) => one.status)).toEqual([status, 200]);
    expect(delivery.state).toBe("delivered");
  });

  it("counts a receiver that does not answer in time as a failure", async () => {
    answer = () => "never";
    open({ timeoutMs: 200 });
    const delivery = send("orders/create");
    await deliveries.idle();
    expect(delivery.attempts).toMatchObject([{ status: null, error: "No answer within 200 ms" }]);
  });

  it("gives up after the last retry and says so", async () => {
    answer = () => 503;
    const givenUp: string[] = [];
    open({ onGivenUp: (delivery) => givenUp.push(delivery.key) });
    const delivery = send("orders/create");
    await deliveries.idle();
    clock.advance(10_000);
    await deliveries.idle();
    clock.advance(60_000);
    await deliveries.idle();
    expect(delivery).toMatchObject({ state: "given-up", attempts: [{}, {}, {}] });
    expect(givenUp).toEqual(["subscription"]);
  });

  it("loses what it is told to lose, by topic and count", async () => {
    open();
    deliveries.dropNext("orders/paid", 2);
    for (const topic of ["orders/paid", "orders/create", "orders/paid", "orders/paid"]) send(topic);
    await deliveries.idle();
    expect(seen.map((one) => one.topic).sort()).toEqual(["orders/create", "orders/paid"]);
    expect(deliveries.log().map((one) => one.state)).toEqual(["lost", "delivered", "lost", "delivered"]);
  });

  it("delivers twice with the same headers and body", async () => {
    open();
    deliveries.set({ duplicate: 1 });
    send("orders/create", '{"id":1}');
    await deliveries.idle();
    expect(seen).toEqual([seen[0], seen[0]]);
    expect(deliveries.log().map((one) => one.duplicate)).toEqual([false, true]);
  });

  it("shuffles what is sent together, the same way for the same seed", async () => {
    open();
    deliveries.set({ shuffle: true });
    const topics = ["1", "2", "3", "4", "5", "6", "7", "8"];
    topics.forEach((topic) => send(topic));
    await deliveries.idle();
    const first = seen.map((one) => one.topic);
    expect(first).not.toEqual(topics);
    expect([...first].sort()).toEqual(topics);
    seen = [];
    open();
    deliveries.set({ shuffle: true });
    topics.forEach((topic) => send(topic));
    await deliveries.idle();
    expect(seen.map((one) => one.topic)).toEqual(first);
  });

  it("waits for the clock when told to be late", async () => {
    open();
    deliveries.set({ delayMs: 60_000 });
    send("orders/create");
    expect(seen).toEqual([]);
    clock.advance(60_000);
    await deliveries.idle();
    expect(seen).toHaveLength(1);
  });

  it("holds everything back while paused", async () => {
    open();
    deliveries.pause();
    send("orders/create");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen).toEqual([]);
    deliveries.resume();
    await deliveries.idle();
    expect(seen).toHaveLength(1);
  });

  it("takes note when nobody listens", async () => {
    open();
    const delivery = deliveries.send({ url: "http://127.0.0.1:1/", topic: "t", body: "", headers: {}, key: "k" });
    await deliveries.idle();
    expect(delivery.attempts).toMatchObject([{ status: null }]);
  });
});
