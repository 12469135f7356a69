/**
 * Exact decimal numbers as canonical text: no exponent, no leading or trailing zeros, no "-0". Equal numbers are equal strings,
 * so they compare with ===, survive JSON, and never pass through a float.
 */
declare const decimalBrand: unique symbol;
export type Decimal = string & { readonly [decimalBrand]: true };

/** A number as `units` / 10^`scale`; how decimals are computed with. */
interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** What a vendor may send: a sign, digits, a fraction, and the exponent that JSON numbers get when they are very small or large. */
const decimalPattern = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

const smallPowersOfTen = Array.from({ length: 32 }, (_, exponent) => 10n ** BigInt(exponent));
/** Most exponents are small, and computing powers over and over is what exact sums would spend their time on. */
const powerOfTen = (exponent: number): bigint => smallPowersOfTen[exponent] ?? 10n ** BigInt(exponent);

const magnitude = (units: bigint): bigint => (units < 0n ? -units : units);

const toText = ({ units, scale }: Scaled): Decimal => {
  if (scale === 0) return `${units}` as Decimal;
  const digits = magnitude(units)
    .toString()
    .padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const sign = units < 0n ? "-" : "";
  // The only place where text becomes a Decimal.
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}` as Decimal;
};

/** By way of a number where that is exact, which is faster. */
const toUnits = (digits: string): bigint => BigInt(digits.length <= 15 ? Number(digits) : digits);

const toScaled = (decimal: Decimal): Scaled => {
  const point = decimal.indexOf(".");
  if (point === -1) return { units: toUnits(decimal), scale: 0 };
  return { units: toUnits(decimal.slice(0, point) + decimal.slice(point + 1)), scale: decimal.length - point - 1 };
};

/** Both numbers' units at the finer of their scales. */
const align = (a: Decimal, b: Decimal): { readonly left: bigint; readonly right: bigint; readonly scale: number } => {
  const [left, right] = [toScaled(a), toScaled(b)];
  const scale = Math.max(left.scale, right.scale);
  return {
    left: left.units * powerOfTen(scale - left.scale),
    right: right.units * powerOfTen(scale - right.scale),
    scale,
  };
};

/** Integer quotient, half up: a tie goes away from zero. `divisor` is positive. */
const divideHalfUp = (units: bigint, divisor: bigint): bigint => {
  const rounded = (magnitude(units) * 2n + divisor) / (divisor * 2n);
  return units < 0n ? -rounded : rounded;
};

/** Null when the text is not a decimal number. Accepts `10`, `10.50`, `-0.5`, `+1`, `1.`, `1e-7`. */
export const parseDecimal = (text: string): Decimal | null => {
  const match = decimalPattern.exec(text);
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`);
  return scale >= 0 ? toText({ units, scale }) : toText({ units: units * powerOfTen(-scale), scale: 0 });
};

/** `value` must be a whole number; anything else is a bug and throws. */
export const decimalFromInteger = (value: number): Decimal => toText({ units: BigInt(value), scale: 0 });

export const zero: Decimal = decimalFromInteger(0);

export const add = (a: Decimal, b: Decimal): Decimal => {
  if (a === zero) return b;
  if (b === zero) return a;
  const { left, right, scale } = align(a, b);
  return toText({ units: left + right, scale });
};

export const negate = (decimal: Decimal): Decimal => {
  const { units, scale } = toScaled(decimal);
  return toText({ units: -units, scale });
};

export const subtract = (a: Decimal, b: Decimal): Decimal => {
  if (b === zero) return a;
  const { left, right, scale } = align(a, b);
  return toText({ units: left - right, scale });
};

export const multiply = (a: Decimal, b: Decimal): Decimal => {
  const [left, right] = [toScaled(a), toScaled(b)];
  return toText({ units: left.units * right.units, scale: left.scale + right.scale });
};

/** The quotient with at most `decimals` decimals, half up (a tie goes away from zero). A divisor of zero is a bug and throws. */
export const divide = (a: Decimal, b: Decimal, decimals: number): Decimal => {
  const [dividend, divisor] = [toScaled(a), toScaled(b)];
  const sign = divisor.units < 0n ? -1n : 1n;
  return toText({
    units: divideHalfUp(
      sign * dividend.units * powerOfTen(divisor.scale + decimals),
      magnitude(divisor.units) * powerOfTen(dividend.scale),
    ),
    scale: decimals,
  });
};

/** At most `decimals` decimals, half up (a tie goes away from zero). */
export const round = (decimal: Decimal, decimals: number): Decimal => {
  const { units, scale } = toScaled(decimal);
  if (scale <= decimals) return decimal;
  return toText({ units: divideHalfUp(units, powerOfTen(scale - decimals)), scale: decimals });
};

/** At most `decimals` decimals, towards plus infinity: never less than what was given. */
export const roundUp = (decimal: Decimal, decimals: number): Decimal => {
  const rounded = round(decimal, decimals);
  return compare(rounded, decimal) >= 0 ? rounded : add(rounded, toText({ units: 1n, scale: decimals }));
};

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => {
  if (a === b) return 0;
  const { left, right } = align(a, b);
  return left < right ? -1 : 1;
};

export const sum = (decimals: readonly Decimal[]): Decimal => decimals.reduce(add, zero);

/** Only for encoding a JSON body whose field must be a number. Never compute with the result. */
export const toNumber = (decimal: Decimal): number => Number(decimal);
