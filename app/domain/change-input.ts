import type { KatanaLocationId, ShopDomain, ShopifyLocationId } from "./ids.ts";
import type { KatanaNow } from "./katana-now.ts";
import type { OrderLook } from "./order-look.ts";
import type { Order } from "./order.ts";
import type { AgreedSalesOrder, References } from "./sales-order.ts";
import type { Settings } from "./settings.ts";

/** What changes of an imported order are planned from. */
export interface ChangeInput {
  readonly order: Order;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly shop: ShopDomain;
  readonly settings: Settings;
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
  /** Tax rates and factory always; variants of the SKUs that have no row yet. */
  readonly references: References;
  readonly agreed: AgreedSalesOrder;
  /** What Shopify looked like when both sides last agreed. */
  readonly agreedLook: OrderLook;
  readonly actual: KatanaNow;
}
