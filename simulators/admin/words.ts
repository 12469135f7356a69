/** Words and figures as the simulated admin shows them. */

export function money(amount: string | number, currency: string): string {
  return new Intl.NumberFormat("en-GB", { style: "currency", currency }).format(Number(amount));
}

/** `PARTIALLY_FULFILLED` → `Partially fulfilled` */
export function sentence(constant: string): string {
  const text = constant.toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function time(at: string | number, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: timezone }).format(
    new Date(at),
  );
}

export function clockTime(at: string | number, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: timezone }).format(new Date(at));
}

export const storeName = (domain: string): string => domain.replace(/\.myshopify\.com$/, "");

const scopeWords: Readonly<Record<string, string>> = {
  read_orders: "See the orders of this store: what was bought, prices, discounts, taxes, and what became of them.",
  read_all_orders: "See orders older than 60 days, too.",
  read_customers: "See who ordered: names, addresses, e-mail addresses and phone numbers.",
  read_products: "See products and variants with their SKUs.",
  read_locations: "See the locations that stock and ship goods.",
  read_fulfillments: "See what was sent and when.",
  read_returns: "See returns and what came back.",
  write_returns: "Open, change and close returns.",
  read_merchant_managed_fulfillment_orders: "See which of your locations is to send what.",
  write_merchant_managed_fulfillment_orders: "Fulfil orders from your locations, with tracking numbers.",
  read_third_party_fulfillment_orders: "See what other companies are to send for you.",
};

export const scopeSentence = (scope: string): string =>
  scopeWords[scope] ?? "No description: the simulated admin does not know this scope.";
