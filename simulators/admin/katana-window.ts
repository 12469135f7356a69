import type { Person } from "../katana/person.ts";

/** What the simulated admin shows of a Katana account, and what a person may do there. Amounts are decimal texts without currency. */
export interface KatanaWindow {
  readonly name: string;
  readonly currency: string;
  /** Address of the API, with `/v1`. */
  readonly apiUrl: string;
  /** Whether the total that Katana tells counts the shipping fee. */
  feeInTotal(): boolean;
  /** Keys that open the account. */
  keys(): readonly string[];
  /** Newest first; deleted ones last. */
  salesOrders(): readonly SalesOrderCard[];
  customers(): readonly {
    readonly id: number;
    readonly name: string;
    readonly email: string;
    readonly salesOrders: number;
  }[];
  /** Those that may sell are where a row can be. */
  locations(): readonly (Choice & { readonly sells: boolean })[];
  /** What a row can sell. */
  variants(): readonly Choice[];
  /** What a person does in Katana. Throws with a sentence what Katana would refuse. */
  readonly person: Person;
  requests(): readonly {
    readonly at: number;
    readonly method: string;
    readonly path: string;
    readonly status: number | null;
  }[];
}

export interface Choice {
  readonly id: number;
  readonly name: string;
}

export interface SalesOrderCard {
  readonly id: number;
  readonly orderNo: string;
  readonly status: string;
  readonly invoicing: string;
  readonly customer: string;
  readonly createdAt: string;
  readonly deliveryDate: string | null;
  readonly currency: string;
  readonly total: string;
  readonly additionalInfo: string;
  readonly customerRef: string;
  readonly deleted: boolean;
  /** Shopify's order id and the shop it came from, when it came from one. */
  readonly shopifyOrderId: string | null;
  readonly storeName: string | null;
  readonly rows: readonly RowCard[];
  readonly shippingFee: { readonly description: string; readonly amount: string; readonly taxRate: string } | null;
  readonly fulfillments: readonly FulfillmentCard[];
  readonly returns: readonly ReturnCard[];
}

export interface RowCard {
  readonly id: number;
  readonly name: string;
  readonly sku: string;
  readonly quantity: number;
  /** Units neither packed nor delivered. */
  readonly left: number;
  readonly pricePerUnit: string;
  readonly discount: string;
  /** After discount, without tax. */
  readonly total: string;
  readonly taxRate: string;
  readonly locationId: number | null;
  readonly location: string;
  readonly manufacturingOrder: ManufacturingCard | null;
}

export interface ManufacturingCard {
  readonly id: number;
  readonly orderNo: string;
  readonly status: string;
  readonly quantity: number;
}

export interface FulfillmentCard {
  readonly id: number;
  readonly status: string;
  /** `2 × Ceramic mug` each. */
  readonly contents: readonly string[];
  readonly tracking: string;
}

export interface ReturnCard {
  readonly id: number;
  readonly orderNo: string;
  readonly status: string;
  readonly contents: readonly string[];
}

/** The sales order of an order; of several, a live one. */
export function salesOrderOf(
  katana: KatanaWindow,
  shopDomain: string,
  legacyOrderId: string,
): SalesOrderCard | undefined {
  const found = katana
    .salesOrders()
    .filter(({ storeName, shopifyOrderId }) => storeName === shopDomain && shopifyOrderId === legacyOrderId);
  return found.find(({ deleted }) => !deleted) ?? found[0];
}
