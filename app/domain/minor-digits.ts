const isoCode = /^[A-Za-z]{3}$/;

/** How many decimals a currency's smallest unit has: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code that is not known. */
export const minorDigits = (currency: string): number => {
  const { maximumFractionDigits = 2 } = isoCode.test(currency)
    ? new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
    : {};
  return maximumFractionDigits;
};
