/**
 * Exact decimal numbers as canonical text: no exponent, no leading or trailing zeros, no "-0". Equal numbers are equal strings,
 * so they compare with ===, survive JSON, and never pass through a float.
 */
declare const decimalBrand: unique symbol;
export type Decimal = string & { readonly [decimalBrand]: true };
