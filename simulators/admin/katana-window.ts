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
  locations(): readonly string[];
  deliver(salesOrderId: number): void;
  rename(salesOrderId: number, orderNo: string): void;
  changeQuantity(rowId: number, quantity: number): void;
  removeRow(rowId: number): void;
  remove(salesOrderId: number): void;
  requests(): readonly {
    readonly at: number;
    readonly method: string;
    readonly path: string;
    readonly status: number | null;
  }[];
}

export interface SalesOrderCard {
  readonly id: number;
  readonly orderNo: string;
  readonly status: string;
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
}

export interface RowCard {
  readonly id: number;
  readonly name: string;
  readonly sku: string;
  readonly quantity: number;
  readonly pricePerUnit: string;
  readonly discount: string;
  /** After discount, without tax. */
  readonly total: string;
  readonly taxRate: string;
  readonly location: string;
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
