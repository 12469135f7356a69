import type { Address } from "../../domain/order.ts";

export interface WireAddress {
  readonly entity_type: "billing" | "shipping";
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly company: string | null;
  readonly phone: string | null;
  readonly line_1: string | null;
  readonly line_2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly country: string | null;
}

/** [MAP-5] Every field; what Shopify does not have is null, which Katana takes here. */
const encodeAddress = (entityType: WireAddress["entity_type"], address: Address): WireAddress => ({
  entity_type: entityType,
  first_name: address.firstName,
  last_name: address.lastName,
  company: address.company,
  phone: address.phone,
  line_1: address.line1,
  line_2: address.line2,
  city: address.city,
  state: address.state,
  zip: address.zip,
  country: address.country,
});

export const encodeAddresses = (billTo: Address | null, shipTo: Address | null): readonly WireAddress[] => [
  ...(billTo === null ? [] : [encodeAddress("billing", billTo)]),
  ...(shipTo === null ? [] : [encodeAddress("shipping", shipTo)]),
];
