import type { Address } from "../../domain/order.ts";
import type { DesiredCustomer, DesiredSalesOrder } from "../../domain/sales-order.ts";

/** Everything in a sales order that may tell of a person, or that a person wrote: none of it may show up in a failure's words. */
export function personalTexts(salesOrder: DesiredSalesOrder): readonly string[] {
  const { customer, billTo, shipTo, rows, additionalInfo, customerReference } = salesOrder;
  const texts = [
    ...[billTo, shipTo].filter((address) => address !== null).flatMap(textsOfAddress),
    ...rows.flatMap((row) => row.properties.map(({ value }) => value)),
    additionalInfo,
    customerReference,
  ];
  return [...personalTextsOfCustomer(customer), ...texts.filter((text) => text !== null)];
}

function textsOfAddress(address: Address): readonly (string | null)[] {
  const { firstName, lastName, company, phone, line1, line2, city, state, zip, country } = address;
  return [firstName, lastName, company, phone, line1, line2, city, state, zip, country];
}

export function personalTextsOfCustomer(customer: DesiredCustomer): readonly string[] {
  if (customer.kind === "generic") return [];
  const { name, firstName, lastName, company, email, phone } = customer;
  return [name, firstName, lastName, company, email, phone].filter((text) => text !== null);
}
