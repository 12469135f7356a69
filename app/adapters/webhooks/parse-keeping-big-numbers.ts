/**
 * JSON with every number as the text it was written as: Shopify's ids exceed 2^53, where a JavaScript number loses digits.
 * Null when the text is not JSON.
 */
export function parseKeepingBigNumbers(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text, keepNumberText) };
  } catch {
    return null;
  }
}

// The third parameter is the source text (ECMAScript's JSON.parse source text access), which TypeScript's library does not know yet.
const keepNumberText = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === "number" ? (context?.source ?? String(value)) : value;
