/** One measured figure beside what it is to reach. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly reached: boolean;
}

/** Nearest-rank percentile of measured values; `share` between 0 and 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.max(0, Math.ceil(sorted.length * share) - 1);
  const value = sorted[index];
  if (value === undefined) throw new Error("A percentile needs at least one value");
  return value;
}

export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
