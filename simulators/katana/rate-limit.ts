import type { SimulatedClock } from "../kit/clock.ts";

const WINDOW_MS = 60_000;

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** A fixed window for each token, which starts with the token's first request after the last one. */
export function createRateLimit(clock: SimulatedClock, limit: () => number): (token: string) => Allowance {
  const windows = new Map<string, { readonly end: number; used: number }>();

  return (token) => {
    const now = clock.now();
    let window = windows.get(token);
    if (!window || window.end <= now) {
      window = { end: now + WINDOW_MS, used: 0 };
      windows.set(token, window);
    }
    window.used += 1;
    const allowed = window.used <= limit();
    return {
      allowed,
      headers: {
        "X-Ratelimit-Limit": String(limit()),
        "X-Ratelimit-Remaining": String(Math.max(0, limit() - window.used)),
        "X-Ratelimit-Reset": String(Math.ceil(window.end)),
        ...(allowed ? {} : { "Retry-After": String(Math.max(1, Math.ceil((window.end - now) / 1000))) }),
      },
    };
  };
}
