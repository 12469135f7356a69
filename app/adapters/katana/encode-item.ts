import { isPerShop } from "../../domain/item.ts";
import type { NewItem } from "../../domain/item.ts";
import type { ShopDomain } from "../../domain/ids.ts";

/**
 * What a product or service that Tandem made says of itself in its additional info, so that one without a SKU can be told from others of
 * its name. Things in merchants' accounts carry it: it must never change.
 */
export const markOf = (item: NewItem, shop: ShopDomain): string =>
  isPerShop(item.key) ? `Made by Tandem for ${shop}: ${item.key}` : `Made by Tandem: ${item.key}`;

/** The body of `POST /products` and `POST /services`, each with its one variant. Katana takes no null here: a missing SKU is left out. */
export const encodeItem = (item: NewItem, shop: ShopDomain) => ({
  name: item.name,
  uom: "pcs",
  is_sellable: true,
  additional_info: markOf(item, shop),
  variants: [item.sku === null ? {} : { sku: item.sku }],
});
