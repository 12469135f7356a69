import type { AddressText } from "./state.ts";

export type AddressInput = { readonly [Key in keyof AddressText]?: AddressText[Key] | undefined };

/** Every field of an address, null where the input has none. */
export const addressText = (input: AddressInput): AddressText => ({
  first_name: input.first_name ?? null,
  last_name: input.last_name ?? null,
  company: input.company ?? null,
  phone: input.phone ?? null,
  line_1: input.line_1 ?? null,
  line_2: input.line_2 ?? null,
  city: input.city ?? null,
  state: input.state ?? null,
  zip: input.zip ?? null,
  country: input.country ?? null,
});
