import type { DiscountSeed, LineGroupSeed, LineSeed, TaxSeed } from "../control.ts";
import { allocate, fraction, mapBag, scale, subtract, times, toBag, toMinor, type Bag } from "../money.ts";
import type {
  DiscountApplicationState,
  LineGroupState,
  LineState,
  OrderState,
  ProductState,
  TaxState,
  VariantState,
} from "../state.ts";
import { idOf, newId, Refused, type Site } from "../world.ts";

export function findVariant(
  { shop }: Site,
  reference: string,
): { readonly product: ProductState; readonly variant: VariantState } | null {
  const id = idOf("ProductVariant", reference);
  for (const product of shop.products) {
    const variant = product.variants.find((one) => one.id === id);
    if (variant) return { product, variant };
  }
  return null;
}

export const taxesFrom = (seeds: readonly TaxSeed[]): TaxState[] =>
  seeds.map(({ title, rate }) => ({ title, rate: String(rate) }));

type Described = Pick<
  LineState,
  | "kind"
  | "variantId"
  | "productId"
  | "inventoryItemId"
  | "title"
  | "variantTitle"
  | "sku"
  | "vendor"
  | "requiresShipping"
  | "isGiftCard"
  | "taxable"
> & { readonly price: number };

function describeVariant(site: Site, reference: string): Described {
  const found = findVariant(site, reference);
  if (!found) throw new Refused(`There is no variant ${reference}`);
  const { product, variant } = found;
  return {
    kind: "variant",
    variantId: variant.id,
    productId: product.id,
    inventoryItemId: variant.inventoryItemId,
    title: product.title,
    variantTitle: variant.title === "Default Title" ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    requiresShipping: variant.requiresShipping,
    isGiftCard: product.isGiftCard,
    taxable: variant.taxable,
    price: variant.price,
  };
}

function describeLine(site: Site, seed: LineSeed): Described {
  if (seed.variantId !== undefined) return describeVariant(site, seed.variantId);
  if (!seed.custom) throw new Refused("A line needs a variant or a custom item");
  const { title, price, requiresShipping = true, taxable = true, sku = null } = seed.custom;
  const nothing = { variantId: null, productId: null, inventoryItemId: null, variantTitle: null, vendor: null };
  const minor = toMinor(price, site.shop.currency);
  return { kind: "custom", ...nothing, title, sku, requiresShipping, taxable, isGiftCard: false, price: minor };
}

function groupFor(site: Site, order: OrderState, seed: LineGroupSeed | undefined): LineGroupState | null {
  if (!seed) return null;
  const known = order.lines.find(({ group }) => group?.title === seed.title)?.group;
  const variantId = seed.variantId === undefined ? null : idOf("ProductVariant", seed.variantId);
  return known ?? { id: newId(site), title: seed.title, quantity: seed.quantity ?? 1, variantId };
}

const taxesOf = (order: OrderState, { taxable }: Described, taxes: readonly TaxState[]): TaxState[] =>
  taxable && !order.taxExempt ? [...taxes] : [];

/** A new line without discounts. */
export function makeLine(site: Site, order: OrderState, seed: LineSeed, taxes: readonly TaxState[]): LineState {
  if (!Number.isInteger(seed.quantity) || seed.quantity < 1)
    throw new Refused("Quantity must be at least 1", ["quantity"]);
  const { price, ...described } = describeLine(site, seed);
  const shopPrice = seed.price === undefined ? price : toMinor(seed.price, site.shop.currency);
  return {
    id: newId(site),
    ...described,
    quantity: seed.quantity,
    removed: 0,
    originalQuantity: 0,
    discountedUnits: seed.quantity,
    unitPrice: toBag(shopPrice, order),
    allocations: [],
    taxes: taxesOf(order, { ...described, price }, seed.taxes ? taxesFrom(seed.taxes) : taxes),
    properties: Object.entries(seed.properties ?? {}).map(([key, value]) => ({ key, value })),
    locationId: seed.locationId === undefined ? null : idOf("Location", seed.locationId),
    group: groupFor(site, order, seed.group),
  };
}

const net = (line: Pick<LineState, "unitPrice" | "quantity" | "allocations">): Bag =>
  line.allocations.reduce((left, one) => subtract(left, one.amount), times(line.unitPrice, line.quantity));

const atMost = (amount: Bag, limit: Bag): Bag => ({
  shop: Math.min(amount.shop, limit.shop),
  presentment: Math.min(amount.presentment, limit.presentment),
});

function discountAmount(order: OrderState, seed: DiscountSeed, of: Bag): Bag {
  if (seed.percent !== undefined) {
    const part = fraction(seed.percent);
    return atMost(
      mapBag(of, (minor) => scale(minor, { numerator: part.numerator, denominator: part.denominator * 100n })),
      of,
    );
  }
  return atMost(toBag(toMinor(seed.amount, order.currency), order), of);
}

type Scope = Pick<DiscountApplicationState, "targetType" | "targetSelection" | "allocationMethod">;

/** Notes the discount with the order and returns its index. */
function apply(order: OrderState, seed: DiscountSeed, scope: Scope): number {
  order.discounts.push({
    kind: seed.code !== undefined ? "code" : (seed.kind ?? "automatic"),
    title: seed.code ?? seed.title ?? "Discount",
    ...scope,
    percent: seed.percent ?? null,
    amount: seed.amount === undefined ? null : toBag(toMinor(seed.amount, order.currency), order),
  });
  return order.discounts.length - 1;
}

export function discountLine(order: OrderState, line: LineState, seed: DiscountSeed): void {
  const amount = discountAmount(order, seed, net(line));
  const application = apply(order, seed, {
    targetType: "LINE_ITEM",
    targetSelection: "EXPLICIT",
    allocationMethod: "EACH",
  });
  line.allocations.push({ application, amount });
}

export function discountShipping(
  order: OrderState,
  line: OrderState["shippingLines"][number],
  seed: DiscountSeed,
): void {
  const amount = discountAmount(order, seed, line.price);
  const application = apply(order, seed, {
    targetType: "SHIPPING_LINE",
    targetSelection: "ALL",
    allocationMethod: "EACH",
  });
  line.allocations.push({ application, amount });
}

/** Spreads an order level discount over the lines (tips not), in proportion to what they still cost. */
export function discountOrder(order: OrderState, seed: DiscountSeed): void {
  const lines = order.lines.filter((line) => line.kind !== "tip");
  const nets = lines.map(net);
  const whole = nets.reduce(
    (all, one) => ({ shop: all.shop + one.shop, presentment: all.presentment + one.presentment }),
    {
      shop: 0,
      presentment: 0,
    },
  );
  const amount = discountAmount(order, seed, whole);
  const inShop = allocate(
    amount.shop,
    nets.map((one) => one.shop),
  );
  const inPresentment = allocate(
    amount.presentment,
    nets.map((one) => one.presentment),
  );
  const application = apply(order, seed, {
    targetType: "LINE_ITEM",
    targetSelection: "ALL",
    allocationMethod: "ACROSS",
  });
  lines.forEach((line, index) => {
    const share = { shop: inShop[index] ?? 0, presentment: inPresentment[index] ?? 0 };
    if (share.shop > 0 || share.presentment > 0) line.allocations.push({ application, amount: share });
  });
}
