/** Amounts in minor units of the shop's currency and of the one the customer paid in. Integers, always. */
export interface Bag {
  readonly shop: number;
  readonly presentment: number;
}

export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const WITHOUT_MINOR_UNIT = new Set("BIF CLP DJF GNF JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const WITH_THREE_DIGITS = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

export function digitsOf(currency: string): number {
  if (WITHOUT_MINOR_UNIT.has(currency)) return 0;
  return WITH_THREE_DIGITS.has(currency) ? 3 : 2;
}

export const zero: Bag = { shop: 0, presentment: 0 };
export const add = (one: Bag, other: Bag): Bag => ({
  shop: one.shop + other.shop,
  presentment: one.presentment + other.presentment,
});
export const subtract = (one: Bag, other: Bag): Bag => ({
  shop: one.shop - other.shop,
  presentment: one.presentment - other.presentment,
});
export const times = (bag: Bag, factor: number): Bag => ({
  shop: bag.shop * factor,
  presentment: bag.presentment * factor,
});
export const sum = (bags: readonly Bag[]): Bag => bags.reduce(add, zero);
export const mapBag = (bag: Bag, change: (minor: number) => number): Bag => ({
  shop: change(bag.shop),
  presentment: change(bag.presentment),
});

/** "0.24" or 0.24 → 24/100. */
export function fraction(value: string | number): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!match) throw new Error(`"${value}" is not a decimal number.`);
  const [, sign, whole = "", decimals = ""] = match;
  return { numerator: BigInt(`${sign}${whole}${decimals}`), denominator: 10n ** BigInt(decimals.length) };
}

export const plus = (one: Fraction, other: Fraction): Fraction => ({
  numerator: one.numerator * other.denominator + other.numerator * one.denominator,
  denominator: one.denominator * other.denominator,
});

/** Nearest integer to minor × numerator / denominator; halves go up, as Shopify rounds money. */
export function scale(minor: number, by: Fraction): number {
  const product = BigInt(minor) * by.numerator * 2n + by.denominator;
  const divisor = by.denominator * 2n;
  const quotient = product / divisor;
  return Number(product % divisor < 0n ? quotient - 1n : quotient);
}

export const ratio = (part: number, whole: number): Fraction => ({
  numerator: BigInt(part),
  denominator: BigInt(whole),
});

/** "12.5" → 1250 for EUR. More digits than the currency has are refused. */
export function toMinor(amount: string, currency: string): number {
  const digits = digitsOf(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  const decimals = (match?.[3] ?? "").replace(/0+$/, "");
  if (!match || decimals.length > digits) throw new Error(`"${amount}" is not an amount in ${currency}.`);
  return Number(`${match[1]}${match[2]}${decimals.padEnd(digits, "0")}`);
}

function split(
  minor: number,
  currency: string,
): { readonly sign: string; readonly whole: string; readonly decimals: string } {
  const digits = digitsOf(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  return {
    sign: minor < 0 ? "-" : "",
    whole: digits === 0 ? text : text.slice(0, -digits),
    decimals: digits === 0 ? "" : text.slice(-digits),
  };
}

/** As GraphQL prints it: "10.0", "414.95". */
export function graphqlAmount(minor: number, currency: string): string {
  const { sign, whole, decimals } = split(minor, currency);
  return `${sign}${whole}.${decimals.replace(/0+$/, "") || "0"}`;
}

/** As REST webhooks print it: "10.00". */
export function restAmount(minor: number, currency: string): string {
  const { sign, whole, decimals } = split(minor, currency);
  return decimals === "" ? `${sign}${whole}` : `${sign}${whole}.${decimals}`;
}

/** Shop currency → both currencies. `rate` is how much of the presentment currency one unit of the shop's is. */
export interface Currencies {
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly rate: string;
}

export function toBag(shopMinor: number, { currency, presentmentCurrency, rate }: Currencies): Bag {
  if (currency === presentmentCurrency) return { shop: shopMinor, presentment: shopMinor };
  const { numerator, denominator } = fraction(rate);
  const shift = digitsOf(presentmentCurrency) - digitsOf(currency);
  const by = {
    numerator: shift > 0 ? numerator * 10n ** BigInt(shift) : numerator,
    denominator: shift < 0 ? denominator * 10n ** BigInt(-shift) : denominator,
  };
  return { shop: shopMinor, presentment: scale(shopMinor, by) };
}

/**
 * Spreads an amount over parts in proportion to their weights. Each gets its share rounded down; what is left over goes,
 * one minor unit each, to the last parts. A part never gets more than its weight as long as the amount is at most their sum.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((all, weight) => all + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Number((BigInt(amount) * BigInt(weight)) / BigInt(total)));
  let left = amount - shares.reduce((all, share) => all + share, 0);
  for (let index = shares.length - 1; index >= 0 && left > 0; index -= 1) {
    if (weights[index] === 0) continue;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}
