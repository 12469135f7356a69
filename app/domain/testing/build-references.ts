import type {
  ActualSalesOrder,
  DesiredSalesOrder,
  KatanaFactory,
  KatanaVariant,
  References,
  SentSalesOrder,
} from "../sales-order.ts";
import { customerId, decimal, katanaLocationId, salesOrderId, salesOrderRowId, taxRateId, variantId } from "./ids.ts";

export const aVariant = (overrides: Partial<KatanaVariant> = {}): KatanaVariant => ({
  id: variantId(501),
  sku: "CHAIR",
  leadTimeDays: null,
  ...overrides,
});

export const aFactory = (overrides: Partial<KatanaFactory> = {}): KatanaFactory => ({
  name: "Acme",
  baseCurrency: "EUR",
  defaultDeliveryDays: null,
  defaultLocationId: katanaLocationId(90),
  ...overrides,
});

/** A Katana account that knows the customer, the SKU `CHAIR` and the tax rate of 20 %. */
export const someReferences = (overrides: Partial<References> = {}): References => ({
  variantsBySku: new Map([["CHAIR", [aVariant()]]]),
  remembered: new Map(),
  taxRates: [{ id: taxRateId(3), percent: decimal("20") }],
  customerId: customerId(880),
  factory: aFactory(),
  ...overrides,
});

/** What is kept of a sales order once it was sent; new items are made as the variants 701, 702, … */
export const asSent = (desired: DesiredSalesOrder): SentSalesOrder => ({
  rows: desired.rows.map(({ properties: _personal, variant, ...row }) => ({
    ...row,
    variantId:
      variant.kind === "existing"
        ? variant.id
        : variantId(701 + desired.newItems.findIndex(({ key }) => key === variant.item)),
  })),
  shippingFee: desired.shippingFee,
});

/** What Katana would answer to the create of a sales order, rows in reverse to keep anyone from relying on their order. */
export const asCreated = (desired: DesiredSalesOrder): ActualSalesOrder => ({
  id: salesOrderId(40001),
  orderNo: desired.orderNo,
  status: "NOT_SHIPPED",
  invoicing: "not-invoiced",
  createdAt: desired.createdAt,
  deleted: false,
  shopifyOrderId: desired.orderId,
  storeName: desired.shop,
  currency: desired.currency,
  total: null,
  rows: asSent(desired)
    .rows.map((row, index) => ({
      id: salesOrderRowId(60001 + index),
      variantId: row.variantId,
      quantity: decimal(String(row.quantity)),
      pricePerUnit: row.pricePerUnit,
      discount: row.discount,
      taxRateId: null,
      locationId: row.locationId,
      manufacturingOrderId: null,
      total: null,
      key: row.key,
    }))
    .toReversed(),
  shippingFee: null,
});
