import type { ShopDomain } from "../domain/ids.ts";
import type { KatanaItem } from "./ports.ts";

/** A variant by what it takes to ask for it again. */
export type KeptItem = Pick<KatanaItem, "id" | "serviceId">;

/** Of which shop what is remembered: the shop's, or the whole account's (""); `key` is a digest. */
export interface ItemName {
  readonly shop: ShopDomain | "";
  readonly key: string;
}

/** The Katana variants of what is sold in Shopify and no SKU tells (MAP-6, MAP-7). */
export interface ItemStore {
  /** By key; what is not remembered is left out. */
  load(accountId: string, names: readonly ItemName[]): Promise<ReadonlyMap<string, KeptItem>>;
  remember(accountId: string, name: ItemName, item: KeptItem & { readonly at: string }): Promise<void>;
  /** Unless another variant was remembered meanwhile. */
  forget(accountId: string, name: ItemName, variantId: KatanaItem["id"]): Promise<void>;
}
