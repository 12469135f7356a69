import type { Entity } from "./table.ts";

export interface Factory {
  legal_name: string;
  display_name: string;
  legal_address: Readonly<Record<string, string | null>>;
  base_currency_code: string;
  /** Days, as digits, as the live API has them. */
  default_so_delivery_time: string | null;
  default_po_lead_time: string | null;
  default_sales_location_id: number | null;
  default_manufacturing_location_id: number | null;
  default_purchases_location_id: number | null;
  inventory_closing_date: string | null;
}

export interface Location extends Entity {
  name: string;
  legal_name: string | null;
  is_primary: boolean;
  sales_allowed: boolean;
  manufacturing_allowed: boolean;
  purchase_allowed: boolean;
  address: Readonly<Record<string, unknown>> | null;
}

export interface TaxRate extends Entity {
  name: string | null;
  rate: number;
  is_default_sales: boolean;
  is_default_purchases: boolean;
}

export interface AddressText {
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  phone: string | null;
  line_1: string | null;
  line_2: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  country: string | null;
}

export interface CustomerAddress extends Entity, AddressText {
  readonly customer_id: number;
  readonly entity_type: "billing" | "shipping";
}

export interface Customer extends Entity {
  name: string | null;
  first_name: string | null;
  last_name: string | null;
  company: string | null;
  email: string | null;
  reference_id: string | null;
  category: string | null;
  currency: string | null;
  phone: string | null;
  comment: string | null;
  discount_rate: number | null;
  default_billing_id: number | null;
  default_shipping_id: number | null;
}

export type ItemKind = "product" | "material" | "service";

/** A product, material or service; what sells is its variants. */
export interface Item extends Entity {
  readonly kind: ItemKind;
  name: string;
  uom: string;
  category_name: string | null;
  is_sellable: boolean;
  is_producible: boolean;
  is_purchasable: boolean;
  is_auto_assembly: boolean;
  batch_tracked: boolean;
  serial_tracked: boolean;
  operations_in_sequence: boolean;
  default_supplier_id: number | null;
  purchase_uom: string | null;
  purchase_uom_conversion_rate: number | null;
  additional_info: string;
  custom_field_collection_id: number | null;
  configs: readonly { readonly id: number; readonly name: string; readonly values: readonly string[] }[];
  archived_at: string | null;
}

export interface Variant extends Entity {
  readonly item_id: number;
  readonly type: ItemKind;
  sku: string | null;
  sales_price: number | null;
  purchase_price: number | null;
  default_cost: number | null;
  lead_time: number | null;
  minimum_order_quantity: number | null;
  internal_barcode: string | null;
  registered_barcode: string | null;
  supplier_item_codes: readonly string[];
  config_attributes: readonly { readonly config_name: string; readonly config_value: string }[];
  custom_fields: readonly { readonly field_name: string; readonly field_value: string }[];
}

export type OpenStatus = "PENDING" | "NOT_SHIPPED";
export type ShippedStatus = "PACKED" | "DELIVERED";
export type SalesOrderStatus = OpenStatus | ShippedStatus | "PARTIALLY_PACKED" | "PARTIALLY_DELIVERED";

export interface SalesOrder extends Entity {
  order_no: string;
  customer_id: number;
  customer_ref: string | null;
  source: string;
  status: SalesOrderStatus;
  currency: string;
  conversion_rate: number | null;
  conversion_date: string | null;
  invoicing_status: "notInvoiced" | "partiallyInvoiced" | "invoiced";
  order_created_date: string;
  delivery_date: string | null;
  picked_date: string | null;
  location_id: number | null;
  additional_info: string | null;
  tracking_number: string | null;
  tracking_number_url: string | null;
  billing_address_id: number | null;
  shipping_address_id: number | null;
  readonly ecommerce_order_type: string | null;
  readonly ecommerce_store_name: string | null;
  readonly ecommerce_order_id: string | null;
  custom_fields: Readonly<Record<string, unknown>> | null;
  /** Lower comes first when stock is allocated. */
  rank: number;
  last_manufacturing_no: number;
}

export interface Attribute {
  readonly key: string;
  readonly value: string;
}

/** Where the units of a row came from: a batch, a serial number, or (all null) plain stock. */
export interface Trace {
  readonly batch_id: number | null;
  readonly serial_number_id: number | null;
  readonly bin_location_id: number | null;
  readonly quantity: string;
}

export interface SalesOrderRow extends Entity {
  readonly sales_order_id: number;
  variant_id: number;
  quantity: number;
  tax_rate_id: number | null;
  location_id: number | null;
  /** Decimal text of at most ten decimals. */
  price_per_unit: string;
  /** Decimal text. */
  total_discount: string;
  attributes: readonly Attribute[];
  traceability: readonly Trace[];
  linked_manufacturing_order_id: number | null;
  custom_fields: Readonly<Record<string, unknown>> | null;
}

export interface SalesOrderAddress extends Entity, AddressText {
  readonly sales_order_id: number;
  readonly entity_type: "billing" | "shipping";
}

export interface ShippingFee extends Entity {
  readonly sales_order_id: number;
  description: string | null;
  /** Decimal text. */
  amount: string;
  tax_rate_id: number | null;
}

export interface Fulfillment extends Entity {
  readonly sales_order_id: number;
  status: ShippedStatus;
  picked_date: string;
  invoice_status: "NOT_INVOICED" | "INVOICED" | "PARTIALLY_INVOICED";
  conversion_rate: number | null;
  conversion_date: string | null;
  tracking_number: string | null;
  tracking_url: string | null;
  tracking_carrier: string | null;
  tracking_method: string | null;
  packer_id: number | null;
}

export interface FulfillmentRow extends Entity {
  readonly fulfillment_id: number;
  readonly sales_order_row_id: number;
  readonly variant_id: number;
  readonly location_id: number | null;
  readonly quantity: number;
  traceability: readonly Trace[];
}

export type ManufacturingStatus = "NOT_STARTED" | "BLOCKED" | "IN_PROGRESS" | "PARTIALLY_COMPLETED" | "DONE";

export interface ManufacturingOrder extends Entity {
  order_no: string;
  status: ManufacturingStatus;
  variant_id: number;
  location_id: number;
  planned_quantity: number;
  actual_quantity: number | null;
  completed_quantity: number;
  sales_order_id: number | null;
  sales_order_row_id: number | null;
  order_created_date: string;
  production_deadline_date: string | null;
  done_date: string | null;
  additional_info: string;
  batch_transactions: readonly { readonly batch_id: number; readonly quantity: number }[];
  rank: number;
}

export interface Production extends Entity {
  readonly manufacturing_order_id: number;
  readonly quantity: number;
  readonly completed_date: string;
  readonly is_final: boolean;
}

export interface Batch extends Entity {
  readonly variant_id: number;
  batch_number: string;
  batch_barcode: string | null;
  batch_created_date: string | null;
  expiration_date: string | null;
}

export interface SerialNumber extends Entity {
  readonly variant_id: number;
  readonly serial_number: string;
  /** The fulfillment row that took it, if any. */
  used_by: number | null;
}

/** What lies of a variant at a location, per batch (null: of no batch). */
export interface Stock extends Entity {
  readonly variant_id: number;
  readonly location_id: number;
  readonly batch_id: number | null;
  /** Decimal text; may be negative. */
  quantity: string;
}

export type ReturnStatus = "NOT_RETURNED" | "RETURNED_ALL" | "RESTOCKED_ALL";

export interface SalesReturn extends Entity {
  readonly sales_order_id: number;
  order_no: string;
  status: ReturnStatus;
  refund_status: "NOT_REFUNDED" | "PARTIALLY_REFUNDED" | "REFUNDED";
  return_location_id: number;
  order_created_date: string;
  return_date: string | null;
  additional_info: string;
  tracking_number: string | null;
  tracking_number_url: string | null;
  tracking_carrier: string | null;
  tracking_method: string | null;
}

export interface SalesReturnRow extends Entity {
  readonly sales_return_id: number;
  readonly variant_id: number;
  readonly fulfillment_row_id: number;
  readonly sales_order_row_id: number;
  quantity: string;
  readonly net_price_per_unit: string;
  reason_id: number | null;
  restock_location_id: number | null;
  batch_transactions: readonly { readonly batch_id: number; readonly quantity: number }[];
}

export interface Webhook extends Entity {
  url: string;
  readonly token: string;
  enabled: boolean;
  description: string | null;
  subscribed_events: readonly string[];
}

export interface ReturnReason extends Entity {
  readonly name: string;
}

/** The tables of one account; the value says which field tells what an entity belongs to. */
export interface Entities {
  locations: Location;
  taxRates: TaxRate;
  customers: Customer;
  customerAddresses: CustomerAddress;
  items: Item;
  variants: Variant;
  salesOrders: SalesOrder;
  salesOrderRows: SalesOrderRow;
  salesOrderAddresses: SalesOrderAddress;
  shippingFees: ShippingFee;
  fulfillments: Fulfillment;
  fulfillmentRows: FulfillmentRow;
  manufacturingOrders: ManufacturingOrder;
  productions: Production;
  batches: Batch;
  serialNumbers: SerialNumber;
  stock: Stock;
  salesReturns: SalesReturn;
  salesReturnRows: SalesReturnRow;
  returnReasons: ReturnReason;
  webhooks: Webhook;
}

export interface ApiKey {
  readonly key: string;
  readonly name: string;
  revoked: boolean;
}

export interface Owner {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** What of an account is not in a table. */
export interface AccountRecord {
  readonly id: number;
  readonly owner: Owner;
  readonly keys: ApiKey[];
  apiAccess: boolean;
  readonly factory: Factory;
  lastSalesOrderNo: number;
  lastReturnNo: number;
  lastManufacturingNo: number;
}
