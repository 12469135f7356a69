import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rewriteText } from "./rewrite-text.ts";

const replacements = [
  { from: "https://cdn/app.js", to: "/app.js" },
  { from: "https://cdn/", to: "/cdn/" },
];
const rewritten = (chunks: readonly Buffer[]): Promise<string> =>
  text(Readable.from(chunks).pipe(rewriteText(replacements)));

describe("rewriteText", () => {
  it("gives the same however the text is cut", async () => {
    const piece = fc.constantFrom(
      "https://cdn/app.js",
      "https://cdn/",
      "https://c",
      "https:",
      "é☕",
      "<a>",
      "https://cdn/app",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), fc.array(fc.nat(40)), async (pieces, cuts) => {
        const whole = Buffer.from(pieces.join(""));
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(whole.subarray(at, at + cut));
          at += cut;
        }
        chunks.push(whole.subarray(at));
        const expected = whole
          .toString()
          .replaceAll("https://cdn/app.js", "/app.js")
          .replaceAll("https://cdn/", "/cdn/");
        expect(await rewritten(chunks.filter(({ length }) => length > 0))).toBe(expected);
      }),
    );
  });

  it("keeps back only what could become a match", async () => {
    const stream = rewriteText(replacements);
    const first = new Promise<string>((resolve) => stream.once("data", (chunk: Buffer) => resolve(chunk.toString())));
    stream.write("<p>shown at once</p>https://c");
    expect(await first).toBe("<p>shown at once</p>");
  });
});
