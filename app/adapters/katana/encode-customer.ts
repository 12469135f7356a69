import type { DesiredCustomer, DesiredSalesOrder } from "../../domain/sales-order.ts";
import { encodeAddresses } from "./encode-address.ts";

/**
 * The one customer for orders without any (MAP-4), shared by all stores of the account. It is found by this mark, so it may be renamed
 * in Katana; the mark must never change. No Shopify customer id looks like it.
 */
const genericReference = "shopify-no-customer";
const genericName = "Shopify (no customer)";

/** What a Katana customer keeps to be found by: the Shopify customer id, unique over all shops. */
export const referenceIdOf = (customer: DesiredCustomer): string =>
  customer.kind === "generic" ? genericReference : customer.shopifyId;

/** The body of `POST /customers`. Katana takes no null here: what is missing is left out. */
export function encodeCustomer({ customer, billTo, shipTo }: DesiredSalesOrder) {
  // One order's address says nothing about the others that share the generic customer.
  if (customer.kind === "generic") return { name: genericName, reference_id: genericReference };
  const addresses = encodeAddresses(billTo, shipTo);
  return {
    name: customer.name,
    reference_id: customer.shopifyId,
    ...present("first_name", customer.firstName),
    ...present("last_name", customer.lastName),
    ...present("company", customer.company),
    ...present("email", customer.email),
    ...present("phone", customer.phone),
    ...(addresses.length === 0 ? {} : { addresses }),
  };
}

const present = <Key extends string>(key: Key, text: string | null): Partial<Record<Key, string>> | object =>
  text === null || text === "" ? {} : { [key]: text };
