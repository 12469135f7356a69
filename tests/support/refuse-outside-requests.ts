import { beforeEach, expect } from "vitest";

const realFetch = globalThis.fetch;

// A request that leaves the machine was meant for a simulator and missed it.
beforeEach(() => {
  const strays: string[] = [];
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (isLocal(url)) return realFetch(input, init);
    strays.push(url.href);
    return Promise.reject(new TypeError(`no request leaves the machine in a test: ${url.href}`));
  };
  return () => {
    globalThis.fetch = realFetch;
    expect(strays, "requests to the outside").toEqual([]);
  };
});

function isLocal(url: URL): boolean {
  return url.protocol === "data:" || url.hostname === "127.0.0.1" || url.hostname === "localhost";
}
