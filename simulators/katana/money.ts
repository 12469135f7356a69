/**
 * Exact decimals: an integer count of 10^-20, enough for quantities and prices of ten decimals each.
 * Amounts are added up as such and become JSON numbers or texts only when they leave.
 */
export type Decimal = bigint;

const SCALE = 20;
const ONE = 10n ** BigInt(SCALE);

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i;

/** Reads a JSON number or a decimal text; what lies beyond 20 decimals is cut off. */
export function decimal(value: number | string): Decimal {
  const match = DECIMAL_TEXT.exec(String(value).trim());
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match ?? [];
  if (!match || whole + fraction === "") throw new RangeError(`Not a decimal: ${value}`);
  const shift = SCALE - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === "-" ? -size : size;
}

const magnitude = (value: Decimal): bigint => (value < 0n ? -value : value);

function divideHalfUp(value: bigint, by: bigint): bigint {
  const rounded = (2n * magnitude(value) + by) / (2n * by);
  return value < 0n ? -rounded : rounded;
}

export const multiply = (one: Decimal, other: Decimal): Decimal => divideHalfUp(one * other, ONE);

/** Half away from zero. */
export function roundTo(value: Decimal, decimals: number): Decimal {
  const step = 10n ** BigInt(SCALE - decimals);
  return divideHalfUp(value, step) * step;
}

export const sum = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total + value, 0n);

/** Exactly so many decimals, as the API's text amounts have. */
export function toText(value: Decimal, decimals: number): string {
  const size = magnitude(roundTo(value, decimals));
  const whole = size / ONE;
  const fraction = (size % ONE).toString().padStart(SCALE, "0").slice(0, decimals);
  const sign = value < 0n && size > 0n ? "-" : "";
  return `${sign}${whole}${decimals > 0 ? `.${fraction}` : ""}`;
}

/** At least so many decimals, more where the value has them. */
export function toExactText(value: Decimal, atLeast: number): string {
  const [whole = "0", fraction = ""] = toText(value, SCALE).split(".");
  const kept = fraction.replace(/0+$/, "").padEnd(atLeast, "0");
  return kept === "" ? whole : `${whole}.${kept}`;
}

/** The JSON number nearest to the exact value. */
export const toNumber = (value: Decimal): number => Number(toText(value, SCALE));
