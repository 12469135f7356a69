import { z } from "zod";
import type { OrderId, ShopifyLocationId } from "../../domain/ids.ts";
import type { ShopDetails, ShopifyLocation } from "../../sync/ports.ts";
import { wireId, wirePage } from "./wire-values.ts";
import type { Page } from "./wire-values.ts";

export const shopAnswerSchema = z
  .object({
    shop: z.object({ name: z.string(), currencyCode: z.string(), ianaTimezone: z.string() }),
    currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
  })
  .transform(({ shop, currentAppInstallation }): ShopDetails => ({
    name: shop.name,
    currency: shop.currencyCode,
    timezone: shop.ianaTimezone,
    grantedScopes: currentAppInstallation.accessScopes.map(({ handle }) => handle),
  }));

export const locationsAnswerSchema = z
  .object({
    locations: wirePage(
      z.object({ id: wireId<ShopifyLocationId>("Location"), name: z.string(), isActive: z.boolean() }),
    ),
  })
  .transform(({ locations }): Page<ShopifyLocation> => locations);

/** The order that the thing asked for belongs to; null when either is not there. */
export const orderOfAnswerSchema = z
  .object({ subject: z.object({ order: z.object({ id: wireId<OrderId>("Order") }).nullable() }).nullable() })
  .transform(({ subject }): OrderId | null => subject?.order?.id ?? null);
