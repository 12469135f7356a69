import { mapBag, ratio, scale, subtract, sum, times, type Bag } from "../money.ts";
import {
  currentQuantity,
  nonFulfillableQuantity,
  refundedQuantity,
  unfulfilledQuantity,
} from "../orders/quantities.ts";
import { findVariant } from "../orders/line.ts";
import { allocated, lineTaxes, netFor, shippingNet, shippingTaxes, refundedShipping } from "../orders/totals.ts";
import type { AllocationState, DiscountApplicationState, LineState, OrderState, ShippingLineState } from "../state.ts";
import { gid, type Site } from "../world.ts";
import { productById, variantById } from "./catalog-views.ts";
import { limited } from "./connection.ts";
import type { Args, View } from "./context.ts";
import { attributes, money, moneyBag, taxLines } from "./values.ts";

const APPLICATION_TYPES = {
  code: "DiscountCodeApplication",
  automatic: "AutomaticDiscountApplication",
  manual: "ManualDiscountApplication",
  script: "ScriptDiscountApplication",
} as const;

export function discountView(order: OrderState, discount: DiscountApplicationState, index: number): View {
  const value =
    discount.percent === null
      ? money(discount.amount?.presentment ?? 0, order.presentmentCurrency)
      : { __typename: "PricingPercentageValue", percentage: discount.percent };
  return {
    __typename: APPLICATION_TYPES[discount.kind],
    index,
    targetType: discount.targetType,
    targetSelection: discount.targetSelection,
    allocationMethod: discount.allocationMethod,
    value,
    ...(discount.kind === "code" ? { code: discount.title } : { title: discount.title }),
    ...(discount.kind === "manual" ? { description: null } : {}),
  };
}

const allocationViews = (order: OrderState, allocations: readonly AllocationState[]): object[] =>
  allocations.map(({ application, amount }) => ({
    __typename: "DiscountAllocation",
    allocatedAmountSet: moneyBag(order, amount),
    discountApplication: () => {
      const discount = order.discounts[application];
      return discount ? discountView(order, discount, application) : null;
    },
  }));

const lineLevel = (order: OrderState, line: LineState, withCodes: boolean): Bag =>
  allocated(
    line.allocations.filter(({ application }) => {
      const discount = order.discounts[application];
      return discount?.allocationMethod === "EACH" && (withCodes || discount.kind !== "code");
    }),
  );

const perUnit = (bag: Bag, units: number): Bag =>
  mapBag(bag, (minor) => (units === 0 ? 0 : scale(minor, ratio(1, units))));

function groupView(site: Site, { group }: LineState): View | null {
  if (!group) return null;
  const variant = group.variantId === null ? null : findVariant(site, group.variantId);
  return {
    __typename: "LineItemGroup",
    id: gid("LineItemGroup", group.id),
    title: group.title,
    quantity: group.quantity,
    variantId: group.variantId === null ? null : gid("ProductVariant", group.variantId),
    variantSku: variant?.variant.sku ?? null,
    productId: variant ? gid("Product", variant.product.id) : null,
    customAttributes: [],
  };
}

export function lineView(site: Site, order: OrderState, line: LineState): View {
  const all = times(line.unitPrice, line.quantity);
  const bag = (amount: Bag): object => moneyBag(order, amount);
  const discounted = (withCodes: boolean): Bag => subtract(all, lineLevel(order, line, withCodes));
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: () => currentQuantity(order, line),
    unfulfilledQuantity: () => unfulfilledQuantity(order, line),
    fulfillableQuantity: () => unfulfilledQuantity(order, line),
    nonFulfillableQuantity: () => nonFulfillableQuantity(order, line),
    refundableQuantity: () => line.quantity - line.removed - refundedQuantity(order, line),
    requiresShipping: line.requiresShipping,
    isGiftCard: line.isGiftCard,
    taxable: line.taxable,
    merchantEditable: () => order.cancelledAt === null && unfulfilledQuantity(order, line) > 0,
    restockable: line.kind === "variant",
    variant: () => variantById(site, line.variantId),
    product: () => productById(site, line.productId),
    customAttributes: attributes(line.properties),
    lineItemGroup: () => groupView(site, line),
    originalUnitPriceSet: () => bag(line.unitPrice),
    originalTotalSet: () => bag(all),
    discountedUnitPriceSet: () => bag(perUnit(discounted(false), line.quantity)),
    discountedUnitPriceAfterAllDiscountsSet: () => bag(perUnit(netFor(line, line.quantity), line.quantity)),
    discountedTotalSet: (args: Args) => bag(discounted(args["withCodeDiscounts"] === true)),
    totalDiscountSet: () => bag(lineLevel(order, line, true)),
    unfulfilledDiscountedTotalSet: () => bag(netFor(line, unfulfilledQuantity(order, line))),
    unfulfilledOriginalTotalSet: () => bag(times(line.unitPrice, unfulfilledQuantity(order, line))),
    discountAllocations: () => allocationViews(order, line.allocations),
    taxLines: (args: Args) => limited(args, taxLines(order, line.taxes, lineTaxes(order, line, line.quantity))),
  };
}

export function lineById(site: Site, order: OrderState, lineId: string): View {
  const line = order.lines.find((one) => one.id === lineId);
  if (!line) throw new Error(`Simulator: order ${order.name} has no line ${lineId}`);
  return lineView(site, order, line);
}

export function shippingLineView(order: OrderState, line: ShippingLineState): View {
  const bag = (amount: Bag): object => moneyBag(order, amount);
  return {
    __typename: "ShippingLine",
    id: gid("ShippingLine", line.id),
    title: line.title,
    code: line.code,
    source: "shopify",
    custom: false,
    carrierIdentifier: null,
    deliveryCategory: null,
    phone: order.shippingAddress?.phone ?? null,
    isRemoved: line.isRemoved,
    originalPriceSet: bag(line.price),
    discountedPriceSet: bag(shippingNet(line)),
    currentDiscountedPriceSet: () =>
      bag(
        line.isRemoved
          ? { shop: 0, presentment: 0 }
          : subtract(shippingNet(line), refundedShipping(order, line).subtotal),
      ),
    discountAllocations: () => allocationViews(order, line.allocations),
    taxLines: () => taxLines(order, line.taxes, shippingTaxes(order, line)),
  };
}

/** Tax lines of the whole order: those with the same title and rate summed up. */
export function orderTaxLines(
  order: OrderState,
  quantityOf: (line: LineState) => number,
  shipping: readonly ShippingLineState[],
): object[] {
  const summed = new Map<string, { readonly tax: LineState["taxes"][number]; amounts: Bag[] }>();
  const note = (taxes: LineState["taxes"], amounts: readonly Bag[]): void =>
    taxes.forEach((tax, index) => {
      const key = `${tax.title} ${tax.rate}`;
      const known = summed.get(key) ?? { tax, amounts: [] };
      summed.set(key, { tax, amounts: [...known.amounts, amounts[index] ?? { shop: 0, presentment: 0 }] });
    });
  for (const line of order.lines) note(line.taxes, lineTaxes(order, line, quantityOf(line)));
  for (const line of shipping) note(line.taxes, shippingTaxes(order, line));
  const entries = [...summed.values()];
  return taxLines(
    order,
    entries.map((entry) => entry.tax),
    entries.map((entry) => sum(entry.amounts)),
  );
}
