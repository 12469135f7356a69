import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBodyReader } from "./read-body.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const post = (body: BodyInit | null): Request =>
  new Request("http://127.0.0.1/webhooks", { method: "POST", body, duplex: "half" });

/** A body of which only the beginning is sent. */
const hanging = (beginning = "{"): Request =>
  post(new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode(beginning)) }));

const read = (mostHeldBytes = 100) => createBodyReader({ mostBytes: 10, mostHeldBytes });

it("[REC-1] reads a body byte for byte, and none at all", async () => {
  expect(await read()(post("[1, 2]"))).toEqual({ ok: true, value: Buffer.from("[1, 2]") });
  expect(await read()(post(null))).toEqual({ ok: true, value: Buffer.from("") });
});

it("gives up a body that is too long, whatever length it declares", async () => {
  expect(await read()(post("12345678901"))).toEqual({ ok: false, problem: 413 });
  expect(await read()(hanging("12345678901"))).toEqual({ ok: false, problem: 413 });
});

it("gives up a body that does not come within five seconds, or breaks off", async () => {
  const reading = read()(hanging());
  await vi.advanceTimersByTimeAsync(4_999);
  await vi.advanceTimersByTimeAsync(1);
  expect(await reading).toEqual({ ok: false, problem: 408 });
  const broken = new ReadableStream({ start: (stream) => stream.error(new Error("aborted")) });
  expect(await read()(post(broken))).toEqual({ ok: false, problem: 408 });
});

it("holds only so many bytes that nobody has signed, and takes more once they are let go", async () => {
  const readBody = read(20);
  const [first, second] = [readBody(hanging("12345678")), readBody(hanging("12345678"))];
  await vi.advanceTimersByTimeAsync(10);
  expect(await readBody(post("12345678"))).toEqual({ ok: false, problem: 503 });
  expect((await readBody(post("1"))).ok).toBe(true);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([await first, await second].map(({ ok }) => ok)).toEqual([false, false]);
  expect((await readBody(post("12345678"))).ok).toBe(true);
});
