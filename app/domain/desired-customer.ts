import { nonBlank } from "./non-blank.ts";
import type { Customer, Order } from "./order.ts";
import type { DesiredCustomer } from "./sales-order.ts";

const fullName = (customer: Customer): string | null =>
  nonBlank(
    [customer.firstName, customer.lastName]
      .map(nonBlank)
      .filter((name) => name !== null)
      .join(" "),
  );

/** Whom the sales order is for (MAP-4). Whatever personal data is withheld, the name is never empty. */
export const desiredCustomer = (order: Order): DesiredCustomer => {
  const { customer, company, billingAddress } = order;
  if (customer === null) return { kind: "generic" };
  const email = nonBlank(customer.email) ?? nonBlank(order.email);
  return {
    kind: "shopify-customer",
    shopifyId: customer.id,
    name: fullName(customer) ?? nonBlank(customer.displayName) ?? email ?? `Shopify customer ${customer.id}`,
    firstName: nonBlank(customer.firstName),
    lastName: nonBlank(customer.lastName),
    company: nonBlank(company) ?? nonBlank(billingAddress?.company ?? null),
    email,
    phone: nonBlank(customer.phone) ?? nonBlank(billingAddress?.phone ?? null),
  };
};
