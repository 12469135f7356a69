import type { AddressSeed, DeliveryMethodType, ShopSettings } from "./control.ts";
import type { Bag } from "./money.ts";

/** Everything the simulated Shopify knows, as plain JSON. Ids are the numeric part, as text; times are ISO-8601 in UTC. */
export interface SimulatorState {
  version: 1;
  nextId: number;
  shops: Record<string, ShopState>;
  tokens: TokenState[];
}

export interface TokenState {
  access: string;
  refresh: string | null;
  shop: string;
  clientId: string;
  scopes: string[];
  issuedAt: number;
  expiresAt: number | null;
  refreshExpiresAt: number | null;
  /** The token that this one replaced; its refresh token ends when this one is first used. */
  replaces: string | null;
  used: boolean;
}

export interface ShopState {
  domain: string;
  id: string;
  name: string;
  currency: string;
  timezone: string;
  createdAt: string;
  ids: "usual" | "large";
  settings: ShopSettings;
  nextOrderNumber: number;
  locations: LocationState[];
  products: ProductState[];
  customers: CustomerState[];
  orders: Record<string, OrderState>;
  installation: InstallationState;
  subscriptions: SubscriptionState[];
  idempotency: Record<string, { args: string; at: number; refundId: string }>;
  bucket: { available: number; at: number } | null;
}

export interface InstallationState {
  id: string;
  installedAt: string | null;
  granted: string[];
  uninstalledAt: string | null;
  redactDueAt: number | null;
}

/** A webhook subscription made through the Admin API (those of the configuration are read from there). */
export interface SubscriptionState {
  id: string;
  topic: string;
  uri: string;
  name: string | null;
  filter: string | null;
  includeFields: string[];
  createdAt: string;
  failures: number;
}

export interface LocationState {
  id: string;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  service: { id: string; name: string; handle: string } | null;
  countryCode: string;
  createdAt: string;
  updatedAt: string;
  deactivatedAt: string | null;
}

export interface VariantState {
  id: string;
  inventoryItemId: string;
  title: string;
  sku: string | null;
  price: number;
  taxable: boolean;
  requiresShipping: boolean;
  barcode: string | null;
  locationIds: string[];
}

export interface ProductState {
  id: string;
  title: string;
  vendor: string;
  isGiftCard: boolean;
  createdAt: string;
  updatedAt: string;
  variants: VariantState[];
}

export type AddressState = Required<{ [Key in keyof AddressSeed]: string | null }> & { id: string };

export interface CustomerState {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  address: AddressState | null;
  createdAt: string;
  updatedAt: string;
}

export interface TaxState {
  title: string;
  /** Decimal fraction as text: "0.24". */
  rate: string;
}

export interface AllocationState {
  application: number;
  amount: Bag;
}

export interface DiscountApplicationState {
  kind: "code" | "automatic" | "manual" | "script";
  title: string;
  targetType: "LINE_ITEM" | "SHIPPING_LINE";
  targetSelection: "ALL" | "ENTITLED" | "EXPLICIT";
  allocationMethod: "ACROSS" | "EACH";
  percent: number | null;
  amount: Bag | null;
}

export interface LineState {
  id: string;
  kind: "variant" | "custom" | "tip";
  variantId: string | null;
  productId: string | null;
  inventoryItemId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  requiresShipping: boolean;
  isGiftCard: boolean;
  taxable: boolean;
  /** Units ordered, what was removed or refunded included. */
  quantity: number;
  /** Units that order edits took away. */
  removed: number;
  /** Units of the order as it was placed: 0 for a line that an edit or exchange added. */
  originalQuantity: number;
  /** Units that the discounts were granted for. */
  discountedUnits: number;
  unitPrice: Bag;
  allocations: AllocationState[];
  taxes: TaxState[];
  properties: { key: string; value: string }[];
  locationId: string | null;
  group: LineGroupState | null;
}

/** The bundle that a line came with. */
export interface LineGroupState {
  id: string;
  title: string;
  quantity: number;
  variantId: string | null;
}

export interface ShippingLineState {
  id: string;
  title: string;
  code: string | null;
  price: Bag;
  allocations: AllocationState[];
  taxes: TaxState[];
  isRemoved: boolean;
  addedLater: boolean;
}

export interface TransactionState {
  id: string;
  kind: "AUTHORIZATION" | "CAPTURE" | "SALE" | "VOID" | "REFUND";
  status: "SUCCESS" | "PENDING" | "FAILURE";
  amount: Bag;
  gateway: string;
  createdAt: string;
  parentId: string | null;
}

export interface HoldState {
  id: string;
  reason: string;
  notes: string | null;
  handle: string | null;
  byApp: boolean;
}

export interface FulfillmentOrderLineState {
  id: string;
  lineId: string;
  total: number;
  remaining: number;
}

export type FulfillmentOrderStatus =
  "OPEN" | "IN_PROGRESS" | "CANCELLED" | "INCOMPLETE" | "CLOSED" | "SCHEDULED" | "ON_HOLD";

export interface FulfillmentOrderState {
  id: string;
  deliveryMethodId: string;
  destinationId: string;
  status: FulfillmentOrderStatus;
  requestStatus: string;
  createdAt: string;
  updatedAt: string;
  fulfillAt: string | null;
  /** The location may be deleted; its name stays. */
  locationId: string | null;
  locationName: string;
  locationCountryCode: string;
  managedBy: "merchant" | "third-party";
  methodType: DeliveryMethodType;
  presentedName: string | null;
  holds: HoldState[];
  prepared: boolean;
  lines: FulfillmentOrderLineState[];
}

export interface TrackingState {
  company: string | null;
  number: string | null;
  url: string | null;
}

export interface FulfillmentState {
  id: string;
  number: number;
  status: "SUCCESS" | "CANCELLED";
  displayStatus: string;
  createdAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  inTransitAt: string | null;
  locationId: string | null;
  serviceHandle: string;
  tracking: TrackingState[];
  notified: boolean;
  lines: FulfillmentLineState[];
  events: { id: string; status: string; happenedAt: string; message: string | null }[];
}

export interface FulfillmentLineState {
  id: string;
  lineId: string;
  quantity: number;
  fulfillmentOrderId: string;
  fulfillmentOrderLineId: string;
}

export interface RefundLineState {
  id: string;
  lineId: string;
  quantity: number;
  /** How many of them had not been fulfilled. */
  unfulfilled: number;
  restockType: "RETURN" | "CANCEL" | "NO_RESTOCK" | "LEGACY_RESTOCK";
  locationId: string | null;
  subtotal: Bag;
  tax: Bag;
}

export interface RefundState {
  id: string;
  returnId: string | null;
  createdAt: string;
  note: string | null;
  lines: RefundLineState[];
  shipping: { id: string; shippingLineId: string; subtotal: Bag; tax: Bag }[];
  transactionIds: string[];
  amount: Bag;
}

export interface ReturnLineState {
  id: string;
  fulfillmentLineId: string;
  quantity: number;
  processed: number;
  refunded: number;
  reason: string;
  note: string;
  customerNote: string | null;
  reverseLineId: string;
}

export interface DispositionState {
  id: string;
  reverseLineId: string;
  type: "RESTOCKED" | "NOT_RESTOCKED" | "MISSING" | "PROCESSING_REQUIRED";
  quantity: number;
  locationId: string | null;
  createdAt: string;
}

export interface ReturnState {
  id: string;
  number: number;
  status: "REQUESTED" | "OPEN" | "CLOSED" | "DECLINED" | "CANCELED";
  createdAt: string;
  approvedAt: string | null;
  closedAt: string | null;
  decline: { reason: string; note: string | null } | null;
  lines: ReturnLineState[];
  reverse: { id: string; status: "OPEN" | "CLOSED" | "CANCELED" } | null;
  dispositions: DispositionState[];
  exchange: { id: string; variantId: string; quantity: number; processed: number; lineIds: string[] }[];
}

export interface AgreementState {
  id: string;
  kind: "OrderAgreement" | "OrderEditAgreement" | "RefundAgreement" | "ReturnAgreement";
  happenedAt: string;
  sales: { id: string; lineId: string; action: "ORDER" | "UPDATE" | "RETURN"; quantity: number }[];
}

export interface MetafieldState {
  id: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export interface OrderState {
  id: string;
  number: number;
  name: string;
  confirmation: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  closedAt: string | null;
  cancelledAt: string | null;
  cancelReason: string | null;
  staffNote: string | null;
  edited: boolean;
  test: boolean;
  taxesIncluded: boolean;
  currency: string;
  presentmentCurrency: string;
  rate: string;
  source: string;
  sourceIdentifier: string | null;
  locationId: string | null;
  methodType: DeliveryMethodType;
  poNumber: string | null;
  note: string | null;
  tags: string[];
  attributes: { key: string; value: string }[];
  email: string | null;
  phone: string | null;
  gateways: string[];
  customerId: string | null;
  billingAddress: AddressState | null;
  shippingAddress: AddressState | null;
  lines: LineState[];
  shippingLines: ShippingLineState[];
  discounts: DiscountApplicationState[];
  duties: Bag;
  fees: { id: string; name: string; price: Bag; taxes: TaxState[] }[];
  taxExempt: boolean;
  company: { id: string; name: string; locationId: string; location: string } | null;
  cashRounding: Bag;
  transactions: TransactionState[];
  expired: boolean;
  /** Null until Shopify has routed the order; then when it did. */
  routedAt: string | null;
  fulfillmentOrders: FulfillmentOrderState[];
  fulfillments: FulfillmentState[];
  refunds: RefundState[];
  returns: ReturnState[];
  agreements: AgreementState[];
  metafields: MetafieldState[];
  originalTotal: Bag;
}

export const defaultSettings: ShopSettings = {
  autoArchive: true,
  routingDelayMs: 50,
  searchLagMs: 2000,
  protectedData: 2,
  orderNamePrefix: "#",
  orderNameSuffix: "",
  taxesIncluded: false,
  posMarkAsFulfilled: true,
  cancelArchives: true,
  autoCloseReturns: true,
  metafieldsBumpUpdatedAt: true,
  fulfillmentOrderChangesUpdateOrder: false,
  skipIdenticalPayloads: true,
  requireExpiringTokens: true,
  plan: "standard",
  visibleDays: 60,
};

export const emptyState = (): SimulatorState => ({ version: 1, nextId: 1, shops: {}, tokens: [] });
