import { afterEach, describe, expect, it } from "vitest";
import { createClock } from "./clock.ts";

describe("the simulated clock", () => {
  const clocks: { stop(): void }[] = [];
  afterEach(() => clocks.splice(0).forEach((clock) => clock.stop()));

  function frozen(start = 1_000_000) {
    let real = start;
    const clock = createClock(() => real);
    clocks.push(clock);
    return { clock, pass: (ms: number) => (real += ms) };
  }

  it("reads real time plus what it was advanced by", () => {
    const { clock, pass } = frozen();
    clock.advance(500);
    pass(20);
    expect(clock.now()).toBe(1_000_520);
  });

  it("runs what falls due while it is advanced, in order of its moment", () => {
    const { clock } = frozen();
    const ran: string[] = [];
    clock.after(200, () => ran.push("second"));
    clock.after(100, () => ran.push("first"));
    clock.after(300, () => ran.push("not yet"));
    clock.advance(200);
    expect(ran).toEqual(["first", "second"]);
  });

  it("lets what runs read its own moment and plan more within the same move", () => {
    const { clock } = frozen();
    const moments: number[] = [];
    clock.after(30, () => {
      moments.push(clock.now());
      clock.after(120, () => moments.push(clock.now()));
    });
    clock.advance(1_000);
    expect(moments).toEqual([1_000_030, 1_000_150]);
    expect(clock.now()).toBe(1_001_000);
  });

  it("runs what falls due by real time passing", async () => {
    const clock = createClock();
    clocks.push(clock);
    await new Promise<void>((resolve) => clock.after(5, resolve));
    expect(clock.now()).toBeGreaterThan(0);
  });

  it("never runs what was called off", () => {
    const { clock } = frozen();
    let ran = false;
    const cancel = clock.after(10, () => (ran = true));
    cancel();
    clock.advance(100);
    expect(ran).toBe(false);
  });

  it("forgets what waits when stopped", () => {
    const { clock } = frozen();
    let ran = false;
    clock.after(10, () => (ran = true));
    clock.stop();
    clock.advance(100);
    expect(ran).toBe(false);
  });

  it("refuses to go back", () => {
    expect(() => frozen().clock.advance(-1)).toThrow(RangeError);
  });
});
