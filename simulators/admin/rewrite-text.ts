import { Transform } from "node:stream";

export interface Replacement {
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces fixed ASCII texts in a stream without holding it up: only the end of a chunk that could be the beginning of a match waits
 * for the next chunk. Works on bytes (as latin1), so that no character of another encoding is harmed.
 */
export function rewriteText(replacements: readonly Replacement[]): Transform {
  let kept = "";
  const replaceAll = (text: string): string =>
    replacements.reduce((done, { from, to }) => done.replaceAll(from, to), text);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = kept + chunk.toString("latin1");
      const cut = text.length - unfinished(text, replacements);
      kept = text.slice(cut);
      done(null, Buffer.from(replaceAll(text.slice(0, cut)), "latin1"));
    },
    flush(done) {
      done(null, Buffer.from(replaceAll(kept), "latin1"));
    },
  });
}

/** How many characters at the end of `text` may become a match: the longest suffix that some searched text begins with. */
function unfinished(text: string, replacements: readonly Replacement[]): number {
  const longest = Math.max(...replacements.map(({ from }) => from.length));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const tail = text.slice(-length);
    // A whole match at the very end is still unfinished while a longer text begins with it.
    if (replacements.some(({ from }) => from.length > length && from.startsWith(tail))) return length;
  }
  return 0;
}
