import { z } from "zod";
import { addressText, type AddressInput } from "../address.ts";
import { decodeBody, filled, id, patch } from "../body.ts";
import { list, manyIds, text } from "../list.ts";
import { customerOf, inPath } from "../look-up.ts";
import { deleted, ok, route, type Call, type Reply, type Route } from "../route.ts";
import { addressTexts, entityType } from "../sales-order-body.ts";
import type { AddressText, Customer, CustomerAddress } from "../state.ts";
import { alive } from "../table.ts";
import { assignDefined, markDeleted, stamp, touch, type Account, type World } from "../world.ts";

const createCustomerBody = z.strictObject({
  name: filled,
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  company: z.string().optional(),
  email: z.string().optional(),
  reference_id: z.string().max(100).optional(),
  category: z.string().max(100).optional(),
  currency: z.string().optional(),
  phone: z.string().optional(),
  comment: z.string().optional(),
  discount_rate: z.number().min(0).max(100).nullable().optional(),
  addresses: z
    .array(z.strictObject({ ...addressTexts, entity_type: entityType, default: z.boolean().optional() }))
    .optional(),
});

const filledOrNull = filled.nullable();

const patchCustomerBody = patch({
  name: filledOrNull,
  first_name: filledOrNull,
  last_name: filledOrNull,
  company: filledOrNull,
  email: filledOrNull,
  reference_id: filledOrNull,
  category: filledOrNull,
  currency: filledOrNull,
  phone: filledOrNull,
  comment: filledOrNull,
  discount_rate: z.number().min(0).max(100).nullable(),
  default_shipping_id: id.nullable(),
});

const createAddressBody = z.strictObject({ ...addressTexts, entity_type: entityType, customer_id: id });

const patchAddressBody = patch({
  first_name: filledOrNull,
  last_name: filledOrNull,
  company: filledOrNull,
  phone: filledOrNull,
  line_1: filledOrNull,
  line_2: filledOrNull,
  city: filledOrNull,
  state: filledOrNull,
  zip: filledOrNull,
  country: filledOrNull,
});

type NewAddress = AddressInput & {
  readonly entity_type: "billing" | "shipping";
  readonly default?: boolean | undefined;
};

const isDefault = (customer: Customer, address: CustomerAddress): boolean =>
  address.id === customer.default_billing_id || address.id === customer.default_shipping_id;

const encodeAddress = (customer: Customer, address: CustomerAddress) => ({
  ...address,
  default: isDefault(customer, address),
});

function encodeCustomer(account: Account, customer: Customer) {
  const addresses = alive(account.tables.customerAddresses.of(customer.id));
  return { ...customer, addresses: addresses.map((address) => encodeAddress(customer, address)) };
}

/** The first address of a kind becomes the default one, and so does any that says so. */
function addAddress(world: World, account: Account, customer: Customer, input: NewAddress): CustomerAddress {
  const address = account.tables.customerAddresses.insert({
    ...stamp(world, "customerAddresses"),
    ...addressText(input),
    customer_id: customer.id,
    entity_type: input.entity_type,
  });
  const key = input.entity_type === "billing" ? "default_billing_id" : "default_shipping_id";
  if (customer[key] === null || input.default === true) customer[key] = address.id;
  return address;
}

export function createCustomer(world: World, account: Account, input: z.infer<typeof createCustomerBody>): Customer {
  const customer = account.tables.customers.insert({
    ...stamp(world, "customers"),
    name: input.name,
    first_name: input.first_name ?? null,
    last_name: input.last_name ?? null,
    company: input.company ?? null,
    email: input.email ?? null,
    reference_id: input.reference_id ?? null,
    category: input.category ?? null,
    currency: input.currency ?? account.record.factory.base_currency_code,
    phone: input.phone ?? null,
    comment: input.comment ?? null,
    discount_rate: input.discount_rate ?? null,
    default_billing_id: null,
    default_shipping_id: null,
  });
  for (const address of input.addresses ?? []) addAddress(world, account, customer, address);
  return customer;
}

function listCustomers(call: Call): Reply {
  return list(call, {
    entities: call.account.tables.customers.all(),
    encode: (customer) => encodeCustomer(call.account, customer),
    filters: {
      ids: manyIds((customer) => customer.id),
      name: text((customer) => customer.name),
      first_name: text((customer) => customer.first_name),
      last_name: text((customer) => customer.last_name),
      company: text((customer) => customer.company),
      email: text((customer) => customer.email),
      reference_id: text((customer) => customer.reference_id),
      category: text((customer) => customer.category),
      currency: text((customer) => customer.currency),
      phone: text((customer) => customer.phone),
    },
  });
}

function patchCustomer({ world, account, id: customerId, body }: Call): Reply {
  const changes = decodeBody(patchCustomerBody, body);
  const customer = inPath(account.tables.customers, customerId);
  assignDefined<Customer>(customer, changes);
  touch(world, customer);
  return ok(encodeCustomer(account, customer));
}

function deleteCustomer({ world, account, id: customerId }: Call): Reply {
  const customer = inPath(account.tables.customers, customerId);
  for (const address of alive(account.tables.customerAddresses.of(customer.id))) markDeleted(world, address);
  markDeleted(world, customer);
  return deleted(world);
}

function ownerOf(account: Account, address: CustomerAddress): Customer {
  const customer = account.tables.customers.get(address.customer_id);
  if (!customer) throw new Error(`Address ${address.id} belongs to no customer.`);
  return customer;
}

const addressFields: readonly (keyof AddressText)[] = [
  "first_name",
  "last_name",
  "company",
  "line_1",
  "line_2",
  "city",
  "state",
  "zip",
  "country",
  "phone",
];

/** One exact filter for each text of an address. */
export const addressFilters = <T extends AddressText>() =>
  Object.fromEntries(addressFields.map((field) => [field, text<T>((address) => address[field])]));

function listAddresses(call: Call): Reply {
  return list(call, {
    entities: call.account.tables.customerAddresses.all(),
    encode: (address) => encodeAddress(ownerOf(call.account, address), address),
    filters: {
      ids: manyIds((address) => address.id),
      customer_ids: manyIds((address) => address.customer_id),
      entity_type: text((address) => address.entity_type),
      ...addressFilters<CustomerAddress>(),
    },
  });
}

function createCustomerAddress({ world, account, body }: Call): Reply {
  const { customer_id, ...input } = decodeBody(createAddressBody, body);
  const customer = customerOf(world, account, customer_id);
  const address = addAddress(world, account, customer, input);
  touch(world, customer);
  return ok(encodeAddress(customer, address));
}

function patchCustomerAddress({ world, account, id: addressId, body }: Call): Reply {
  const changes = decodeBody(patchAddressBody, body);
  const address = inPath(account.tables.customerAddresses, addressId);
  assignDefined<CustomerAddress>(address, changes);
  touch(world, address);
  return ok(encodeAddress(ownerOf(account, address), address));
}

function deleteCustomerAddress({ world, account, id: addressId }: Call): Reply {
  const address = inPath(account.tables.customerAddresses, addressId);
  const customer = ownerOf(account, address);
  markDeleted(world, address);
  if (customer.default_billing_id === address.id) customer.default_billing_id = null;
  if (customer.default_shipping_id === address.id) customer.default_shipping_id = null;
  return deleted(world);
}

export const customerRoutes: readonly Route[] = [
  route("GET", "/customers", listCustomers),
  route("POST", "/customers", ({ world, account, body }) =>
    ok(encodeCustomer(account, createCustomer(world, account, decodeBody(createCustomerBody, body)))),
  ),
  route("PATCH", "/customers/{id}", patchCustomer),
  route("DELETE", "/customers/{id}", deleteCustomer),
  route("GET", "/customer_addresses", listAddresses),
  route("POST", "/customer_addresses", createCustomerAddress),
  route("PATCH", "/customer_addresses/{id}", patchCustomerAddress),
  route("DELETE", "/customer_addresses/{id}", deleteCustomerAddress),
];
