const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

/** A decimal amount with its currency (ISO 4217), digit for digit: the amount never becomes a float. */
export const moneyText = (amount: string, currency: string): string => {
  if (!isDecimal(amount) || !/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`;
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(amount);
};
