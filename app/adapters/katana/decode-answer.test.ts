import { describe, expect, it } from "vitest";
import { z } from "zod";
import { failed, ok } from "../../domain/result.ts";
import { decodeList, decodeOne } from "./decode-answer.ts";

const thing = z.object({ id: z.number() });

describe("decoding an answer", () => {
  it("takes one object bare or wrapped, and ignores fields it does not know", () => {
    expect(decodeOne(thing)({ id: 1, colour: "red" })).toEqual(ok({ id: 1 }));
    expect(decodeOne(thing)({ data: { id: 1 } })).toEqual(ok({ id: 1 }));
  });

  it("takes a list bare or wrapped", () => {
    expect(decodeList(thing)([{ id: 1 }])).toEqual(ok([{ id: 1 }]));
    expect(decodeList(thing)({ data: [] })).toEqual(ok([]));
  });

  it.each([
    [decodeOne(thing), null, ""],
    [decodeOne(thing), { id: "one" }, "id"],
    [decodeOne(thing), { data: { id: "one" } }, "id"],
    [decodeList(thing), [{ id: 1 }, {}], "1.id"],
    [decodeList(thing), { data: [{ id: null }] }, "data.0.id"],
    [decodeList(thing), { items: [] }, "data"],
    [decodeList(thing), "nothing", "data"],
  ])("names the place that is wrong (%#)", (decode, json, path) => {
    const decoded = decode(json);
    expect(decoded).toEqual(failed({ path, words: expect.any(String) }));
  });
});
