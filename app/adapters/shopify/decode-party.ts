import { z } from "zod";
import type { ShopifyCustomerId } from "../../domain/ids.ts";
import type { Address, Customer } from "../../domain/order.ts";
import { wireId, wireText } from "./wire-values.ts";

/** What Shopify withholds from the app comes as null, like what nobody filled in. */
export const addressSchema = z
  .object({
    firstName: wireText,
    lastName: wireText,
    company: wireText,
    phone: wireText,
    address1: wireText,
    address2: wireText,
    city: wireText,
    province: wireText,
    zip: wireText,
    country: wireText,
  })
  .transform(({ address1, address2, province, ...same }): Address => ({
    ...same,
    line1: address1,
    line2: address2,
    state: province,
  }));

export const customerSchema = z
  .object({
    id: wireId<ShopifyCustomerId>("Customer"),
    firstName: wireText,
    lastName: wireText,
    defaultEmailAddress: z.object({ emailAddress: wireText }).nullish(),
    defaultPhoneNumber: z.object({ phoneNumber: wireText }).nullish(),
  })
  .transform((wire): Customer => ({
    id: wire.id,
    firstName: wire.firstName,
    lastName: wire.lastName,
    displayName: null,
    email: wire.defaultEmailAddress?.emailAddress ?? null,
    phone: wire.defaultPhoneNumber?.phoneNumber ?? null,
  }));
