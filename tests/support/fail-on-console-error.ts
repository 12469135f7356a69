import { afterEach, beforeEach, expect, vi } from "vitest";

// React, Remix and Node complain through console.error; a test that makes them complain has found something.
beforeEach(() => {
  const complaints: unknown[][] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => {
    complaints.push(words);
  });
  return () => {
    spy.mockRestore();
    expect(complaints, "console.error was called").toEqual([]);
  };
});

afterEach(() => {
  vi.useRealTimers();
});
