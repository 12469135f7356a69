const digitsOf = (currency: string): number | undefined =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;

/** Looked up once: making a formatter costs more than all the rest of planning a line. */
const known: ReadonlyMap<string, number | undefined> = new Map(
  Intl.supportedValuesOf("currency").map((currency) => [currency, digitsOf(currency)] as const),
);

/** How many decimals a currency's smallest unit has: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code that is not known. */
export const minorDigits = (currency: string): number => known.get(currency.toUpperCase()) ?? 2;
