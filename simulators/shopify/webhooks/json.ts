/** JSON that webhooks carry. Numeric ids are marked, since JavaScript cannot hold those above 2^53. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const MARK = "\u0001";

/** An id that stands in the JSON as a number, digit for digit. */
export const numeric = (id: string): string => `${MARK}${id}`;
export const numericOrNull = (id: string | null): string | null => (id === null ? null : numeric(id));
export const unmarked = (text: string): string => (text.startsWith(MARK) ? text.slice(1) : text);

export const writeJson = (value: Json): string => JSON.stringify(value).replace(/"\\u0001(\d+)"/g, "$1");

export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
