/** Repeatable randomness: its whole state is one integer, so that a dump carries it on. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  hex(length: number): string;
  pick<T>(choices: readonly [T, ...T[]]): T;
  state(): number;
}

/** Mulberry32, public domain. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    hex: (length) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join(""),
    pick: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
    state: () => state,
  };
}
