import type { AddressSeed, CustomerSeed, OrderSeed, ShippingSeed } from "../control.ts";
import { subtract, toBag, toMinor, zero, type Bag } from "../money.ts";
import type { AddressState, CustomerState, OrderState, ShippingLineState, TaxState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { orderEvents, transactionEvent } from "../webhooks/order-events.ts";
import { idOf, newId, Refused, timeNow, touch, wholeSeconds, type Site } from "../world.ts";
import { discountLine, discountOrder, discountShipping, makeLine, taxesFrom } from "./line.ts";
import { planRouting } from "./routing.ts";
import { financialStatus } from "./statuses.ts";
import { originalTotals } from "./totals.ts";

export function makeAddress(site: Site, seed: AddressSeed | null | undefined): AddressState | null {
  if (!seed) return null;
  const { firstName = null, lastName = null, company = null, address1 = null, address2 = null, city = null } = seed;
  const { province = null, provinceCode = null, zip = null, country = null, countryCode = null, phone = null } = seed;
  const place = { address1, address2, city, province, provinceCode, zip, country, countryCode };
  return { id: newId(site), firstName, lastName, company, phone, ...place };
}

export function makeCustomer(site: Site, seed: CustomerSeed): CustomerState {
  const { firstName = null, lastName = null, email = null, phone = null } = seed;
  const now = timeNow(site);
  const customer = {
    id: newId(site),
    firstName,
    lastName,
    email,
    phone,
    address: makeAddress(site, seed.address),
    createdAt: now,
    updatedAt: now,
  };
  site.shop.customers.push(customer);
  return customer;
}

function customerFor(site: Site, seed: OrderSeed["customer"]): CustomerState | null {
  if (seed === undefined || seed === null) return null;
  if (typeof seed !== "string") return makeCustomer(site, seed);
  const found = site.shop.customers.find((one) => one.id === idOf("Customer", seed));
  if (!found) throw new Refused(`There is no customer ${seed}`);
  return found;
}

export function makeShippingLine(
  site: Site,
  order: OrderState,
  seed: ShippingSeed,
  taxes: readonly TaxState[],
): ShippingLineState {
  const line: ShippingLineState = {
    id: newId(site),
    title: seed.title,
    code: seed.code ?? seed.title,
    price: toBag(toMinor(seed.price, order.currency), order),
    allocations: [],
    taxes: order.taxExempt ? [] : seed.taxes ? taxesFrom(seed.taxes) : [...taxes],
    isRemoved: false,
    addedLater: false,
  };
  if (seed.discount) discountShipping(order, line, seed.discount);
  return line;
}

const CONFIRMATION = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function confirmationNumber({ world }: Site): string {
  return Array.from({ length: 9 }, () => CONFIRMATION[Math.floor(world.random() * CONFIRMATION.length)]).join("");
}

type About = Pick<OrderState, "createdAt" | "processedAt" | "updatedAt" | "number" | "name" | "confirmation" | "id">;

function identify(site: Site, seed: OrderSeed): About {
  const number = site.shop.nextOrderNumber;
  site.shop.nextOrderNumber += 1;
  const createdAt = seed.createdAt === undefined ? timeNow(site) : wholeSeconds(Date.parse(seed.createdAt));
  const confirmation = confirmationNumber(site);
  return {
    id: newId(site),
    number,
    name: `${site.shop.settings.orderNamePrefix}${number}${site.shop.settings.orderNameSuffix}`,
    confirmation,
    createdAt,
    processedAt: createdAt,
    updatedAt: createdAt,
  };
}

type Party = Pick<OrderState, "customerId" | "email" | "phone" | "billingAddress" | "shippingAddress">;

/** Who bought and where to: what the seed leaves out is the customer's own. */
function partyOf(site: Site, seed: OrderSeed): Party {
  const customer = customerFor(site, seed.customer);
  const { email = customer?.email ?? null, phone = null } = seed;
  const { billingAddress = customer?.address, shippingAddress = customer?.address } = seed;
  return {
    customerId: customer?.id ?? null,
    email,
    phone,
    billingAddress: makeAddress(site, billingAddress),
    shippingAddress: makeAddress(site, shippingAddress),
  };
}

type Origin = Pick<
  OrderState,
  | "source"
  | "sourceIdentifier"
  | "locationId"
  | "methodType"
  | "currency"
  | "presentmentCurrency"
  | "rate"
  | "taxesIncluded"
>;

function originOf({ shop }: Site, seed: OrderSeed): Origin {
  const { source = "web", sourceIdentifier = null, taxesIncluded = shop.settings.taxesIncluded } = seed;
  const { presentment = { currency: shop.currency, rate: "1" } } = seed;
  const locationId = seed.locationId === undefined ? null : idOf("Location", seed.locationId);
  if (seed.locationId !== undefined && !shop.locations.some((one) => one.id === locationId)) {
    throw new Refused(`There is no location ${seed.locationId}`);
  }
  return {
    source,
    sourceIdentifier,
    locationId,
    methodType: seed.deliveryMethod ?? (source === "pos" ? "RETAIL" : "SHIPPING"),
    currency: shop.currency,
    presentmentCurrency: presentment.currency,
    rate: presentment.rate,
    taxesIncluded,
  };
}

type Remarks = Pick<OrderState, "test" | "poNumber" | "note" | "tags" | "attributes" | "gateways" | "taxExempt">;

function remarksOf(seed: OrderSeed): Remarks {
  const { test = false, poNumber = null, note = null, tags = [], attributes = {} } = seed;
  const { paymentGateway = seed.payment === "pending" ? "Bank Deposit" : "shopify_payments" } = seed;
  const pairs = Object.entries(attributes).map(([key, value]) => ({ key, value }));
  const gateways = seed.giftCardPayment === undefined ? [paymentGateway] : ["gift_card", paymentGateway];
  const { taxExempt = false } = seed;
  return { test, poNumber, note, tags: [...tags].sort(), attributes: pairs, gateways, taxExempt };
}

function companyOf(site: Site, { company }: OrderSeed): OrderState["company"] {
  if (!company) return null;
  const { name, location = name } = company;
  return { id: newId(site), name, locationId: newId(site), location };
}

/** The order without lines and money. */
function draft(site: Site, seed: OrderSeed): OrderState {
  return {
    ...originOf(site, seed),
    ...partyOf(site, seed),
    ...remarksOf(seed),
    ...identify(site, seed),
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    edited: false,
    lines: [],
    shippingLines: [],
    discounts: [],
    duties: zero,
    fees: [],
    company: companyOf(site, seed),
    cashRounding: zero,
    transactions: [],
    expired: false,
    routedAt: null,
    fulfillmentOrders: [],
    fulfillments: [],
    refunds: [],
    returns: [],
    agreements: [],
    metafields: [],
    originalTotal: zero,
  };
}

function addTip(site: Site, order: OrderState, tip: string): void {
  const custom = { title: "Tip", price: tip, requiresShipping: false, taxable: false };
  const line = makeLine(site, order, { custom, quantity: 1 }, []);
  order.lines.push({ ...line, kind: "tip" });
}

function fill(site: Site, order: OrderState, seed: OrderSeed): void {
  const taxes = taxesFrom(seed.taxes ?? []);
  for (const lineSeed of seed.lines) {
    const line = makeLine(site, order, lineSeed, taxes);
    order.lines.push(line);
    if (lineSeed.discount) discountLine(order, line, lineSeed.discount);
  }
  if (seed.discount) discountOrder(order, seed.discount);
  order.shippingLines = (seed.shipping ?? []).map((one) => makeShippingLine(site, order, one, taxes));
  if (seed.tip !== undefined) addTip(site, order, seed.tip);
  order.duties = toBag(toMinor(seed.duties ?? "0", order.currency), order);
  order.fees = (seed.additionalFees ?? []).map(({ name, price, taxes: own = [] }) => ({
    id: newId(site),
    name,
    price: toBag(toMinor(price, order.currency), order),
    taxes: order.taxExempt ? [] : taxesFrom(own),
  }));
  order.cashRounding = toBag(toMinor(seed.cashRounding ?? "0", order.currency), order);
  for (const line of order.lines) line.originalQuantity = line.quantity;
  order.originalTotal = originalTotals(order).total;
}

function pay(site: Site, order: OrderState, seed: OrderSeed): void {
  const { payment = "paid" } = seed;
  const byGiftCard = toBag(toMinor(seed.giftCardPayment ?? "0", order.currency), order);
  if (byGiftCard.shop > order.originalTotal.shop) throw new Refused("A gift card pays no more than the order costs");
  const amount = subtract(order.originalTotal, byGiftCard);
  const add = (kind: "SALE" | "AUTHORIZATION", status: "SUCCESS" | "PENDING", of: Bag): void =>
    void order.transactions.push({
      id: newId(site),
      kind,
      status,
      amount: of,
      gateway: of === byGiftCard ? "gift_card" : (order.gateways.at(-1) ?? "shopify_payments"),
      createdAt: order.createdAt,
      parentId: null,
    });
  if (byGiftCard.shop > 0) add("SALE", "SUCCESS", byGiftCard);
  if (amount.shop === 0) return;
  if (payment === "paid") add("SALE", "SUCCESS", amount);
  if (payment === "pending") add("SALE", "PENDING", amount);
  if (payment === "authorized" || payment === "expired") add("AUTHORIZATION", "SUCCESS", amount);
  if (payment === "partially_paid") {
    add("SALE", "SUCCESS", { shop: Math.ceil(amount.shop / 2), presentment: Math.ceil(amount.presentment / 2) });
  }
  order.expired = payment === "expired";
}

/** A customer (or staff) places an order. */
export function placeOrder(site: Site, seed: OrderSeed): OrderState {
  if (seed.lines.length === 0) throw new Refused("An order needs at least one line");
  const order = draft(site, seed);
  fill(site, order, seed);
  pay(site, order, seed);
  const sales = order.lines.map((line) => ({
    id: newId(site),
    lineId: line.id,
    action: "ORDER" as const,
    quantity: line.quantity,
  }));
  order.agreements.push({ id: newId(site), kind: "OrderAgreement", happenedAt: order.createdAt, sales });
  site.shop.orders[order.id] = order;
  touch(site, order);
  const paid = financialStatus(order) === "PAID";
  emit(site, [
    ...orderEvents(site, order, ["create", "updated", ...(paid ? ["paid"] : [])]),
    ...order.transactions.filter((one) => one.status === "SUCCESS").map((one) => transactionEvent(site, order, one)),
  ]);
  planRouting(site, order);
  return order;
}
