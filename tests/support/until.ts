export interface Patience {
  /** What is waited for, for the message when it does not come. */
  readonly what: string;
  /** What was seen last, for the same message. */
  readonly seen?: () => string;
  /** Milliseconds. Default 30,000. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/** Asks again and again until there is an answer other than null, undefined and false, and hands it out. */
export async function until<Value>(
  ask: () => Value | Promise<Value>,
  { what, seen, withinMs = 30_000, everyMs = 25 }: Patience,
): Promise<Exclude<Value, null | undefined | false>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false)
      return answer as Exclude<Value, null | undefined | false>;
    if (Date.now() > deadline)
      throw new Error(`Not within ${withinMs / 1000} s: ${what}${seen ? `; last seen: ${seen()}` : ""}`);
    await pause(everyMs);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
