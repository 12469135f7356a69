import type { DesiredCustomer, DesiredSalesOrder } from "../../domain/sales-order.ts";

/** Everything in a sales order that may tell of a person, or that a person wrote: none of it may show up in a failure's words. */
export function personalTexts(salesOrder: DesiredSalesOrder): readonly string[] {
  const addresses = [salesOrder.billTo, salesOrder.shipTo].flatMap((address) => Object.values(address ?? {}));
  const properties = salesOrder.rows.flatMap((row) => row.properties.map(({ value }) => value));
  const texts: readonly unknown[] = [
    ...personalTextsOfCustomer(salesOrder.customer),
    ...addresses,
    ...properties,
    salesOrder.additionalInfo,
    salesOrder.customerReference,
  ];
  return texts.filter((text) => typeof text === "string");
}

export function personalTextsOfCustomer(customer: DesiredCustomer): readonly string[] {
  if (customer.kind === "generic") return [];
  const { name, firstName, lastName, company, email, phone } = customer;
  return [name, firstName, lastName, company, email, phone].filter((text) => text !== null);
}
