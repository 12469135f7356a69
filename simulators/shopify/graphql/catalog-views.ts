import { graphqlAmount } from "../money.ts";
import { findVariant } from "../orders/line.ts";
import type { AddressState, CustomerState, LocationState, ProductState, VariantState } from "../state.ts";
import { gid, type Site } from "../world.ts";
import { connection } from "./connection.ts";
import type { Args, View } from "./context.ts";

export function serviceView(location: LocationState): View | null {
  const { service } = location;
  if (!service) return null;
  return {
    __typename: "FulfillmentService",
    id: `${gid("FulfillmentService", service.id)}?id=true`,
    handle: service.handle,
    serviceName: service.name,
    type: "THIRD_PARTY",
  };
}

export const locationView = (location: LocationState): View => ({
  __typename: "Location",
  id: gid("Location", location.id),
  legacyResourceId: location.id,
  name: location.name,
  isActive: location.isActive,
  activatable: !location.isActive,
  deactivatable: location.isActive,
  deactivatedAt: location.deactivatedAt,
  createdAt: location.createdAt,
  updatedAt: location.updatedAt,
  fulfillsOnlineOrders: location.fulfillsOnlineOrders,
  shipsInventory: location.fulfillsOnlineOrders,
  isFulfillmentService: location.service !== null,
  fulfillmentService: () => serviceView(location),
});

/** Null when the location was deleted (or was never set). */
export function locationById({ shop }: Site, id: string | null): View | null {
  const location = shop.locations.find((one) => one.id === id);
  return location ? locationView(location) : null;
}

export const productView = (site: Site, product: ProductState): View => ({
  __typename: "Product",
  id: gid("Product", product.id),
  legacyResourceId: product.id,
  title: product.title,
  vendor: product.vendor,
  status: "ACTIVE",
  isGiftCard: product.isGiftCard,
  createdAt: product.createdAt,
  updatedAt: product.updatedAt,
  variants: (args: Args) =>
    connection("ProductVariantConnection", args, {
      items: product.variants,
      idOf: (variant) => variant.id,
      view: (variant) => variantView(site, product, variant),
    }),
});

export const variantView = (site: Site, product: ProductState, variant: VariantState): View => ({
  __typename: "ProductVariant",
  id: gid("ProductVariant", variant.id),
  legacyResourceId: variant.id,
  title: variant.title,
  displayName: `${product.title} - ${variant.title}`,
  sku: variant.sku,
  barcode: variant.barcode,
  price: graphqlAmount(variant.price, site.shop.currency),
  taxable: variant.taxable,
  product: () => productView(site, product),
  inventoryItem: {
    __typename: "InventoryItem",
    id: gid("InventoryItem", variant.inventoryItemId),
    legacyResourceId: variant.inventoryItemId,
    sku: variant.sku,
    tracked: true,
    requiresShipping: variant.requiresShipping,
  },
});

/** Null for custom lines and for what was deleted since. */
export function variantById(site: Site, id: string | null): View | null {
  const found = id === null ? null : findVariant(site, id);
  return found ? variantView(site, found.product, found.variant) : null;
}

export function productById(site: Site, id: string | null): View | null {
  const product = site.shop.products.find((one) => one.id === id);
  return product ? productView(site, product) : null;
}

export function displayName({ firstName, lastName, email, phone }: CustomerState): string {
  const name = [firstName, lastName].filter(Boolean).join(" ");
  return name === "" ? (email ?? phone ?? "") : name;
}

export function customerView(customer: CustomerState): View {
  const { email, phone } = customer;
  return {
    __typename: "Customer",
    id: gid("Customer", customer.id),
    legacyResourceId: customer.id,
    displayName: displayName(customer),
    firstName: customer.firstName,
    lastName: customer.lastName,
    email,
    phone,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    defaultEmailAddress: email === null ? null : { __typename: "CustomerEmailAddress", emailAddress: email },
    defaultPhoneNumber: phone === null ? null : { __typename: "CustomerPhoneNumber", phoneNumber: phone },
    defaultAddress: () => addressView(customer.address),
  };
}

export function customerById({ shop }: Site, id: string | null): View | null {
  const customer = shop.customers.find((one) => one.id === id);
  return customer ? customerView(customer) : null;
}

export function addressView(address: AddressState | null): View | null {
  if (!address) return null;
  return {
    __typename: "MailingAddress",
    id: `${gid("MailingAddress", address.id)}?model_name=Address`,
    firstName: address.firstName,
    lastName: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(" ") || null,
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    provinceCode: address.provinceCode,
    zip: address.zip,
    country: address.country,
    countryCodeV2: address.countryCode,
    countryCode: address.countryCode,
    phone: address.phone,
  };
}
