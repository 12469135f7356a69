import { compare, toNumber } from "../../domain/decimal.ts";
import type { CallFailure } from "../../domain/failure.ts";
import { ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { DesiredCustomer, KatanaVariant } from "../../domain/sales-order.ts";
import type { Answer, KatanaClient } from "../../sync/ports.ts";
import { decodeNothing } from "./decode-answer.ts";
import { decodeCustomerId, decodeCustomers } from "./decode-customer.ts";
import type { FoundCustomer } from "./decode-customer.ts";
import { decodeFactory, decodeLocations, decodeTaxRate, decodeTaxRates, decodeVariants } from "./decode-references.ts";
import { decodeSalesOrder, decodeSalesOrders, decodeShippingFeeId } from "./decode-sales-order.ts";
import { encodeCustomer, referenceIdOf } from "./encode-customer.ts";
import { encodeSalesOrder } from "./encode-sales-order.ts";
import { encodeShippingFee } from "./encode-shipping-fee.ts";
import { createChangeCalls } from "./katana-changes.ts";
import { createReturnCalls } from "./katana-returns.ts";
import { createFulfillmentCalls } from "./katana-fulfillments.ts";
import { createKatanaCalls } from "./katana-calls.ts";
import type { KatanaCalls } from "./katana-calls.ts";
import { findSalesOrdersOf, listDeletedSalesOrders } from "./find-native-sales-orders.ts";
import type { KatanaHttpOptions } from "./katana-http.ts";
import { createItemCalls } from "./katana-items.ts";
import { createWebhookCalls } from "./katana-webhooks.ts";
import { personalTexts, personalTextsOfCustomer } from "./personal-texts.ts";
import { batchSkus } from "./sku-batches.ts";

/**
 * Katana's API through one key. No request is ever sent twice: whether to repeat is for the caller, who has to look first (IMP-9).
 */
export function createKatanaClient(options: KatanaHttpOptions): KatanaClient {
  const calls = createKatanaCalls(options);
  return {
    ...createReferenceReads(calls),
    ...createCustomerCalls(calls),
    ...createItemCalls(calls),
    ...createSalesOrderCalls(calls),
    ...createChangeCalls(calls),
    ...createReturnCalls(calls),
    ...createFulfillmentCalls(calls),
    ...createWebhookCalls(calls),
    findSalesOrdersOf: (orderIds, since) => findSalesOrdersOf(calls, orderIds, since),
    listDeletedSalesOrders: (since) => listDeletedSalesOrders(calls, since),
  };
}

type ReferenceCalls = Pick<
  KatanaClient,
  "loadFactory" | "listLocations" | "listTaxRates" | "findTaxRate" | "findVariants" | "createTaxRate"
>;

function createReferenceReads(calls: KatanaCalls): ReferenceCalls {
  const listTaxRates = async () => byId(await calls.readPages({ path: "/tax_rates" }, decodeTaxRates));
  return {
    loadFactory: () => calls.read({ path: "/factory" }, decodeFactory),
    listLocations: async () => present(await calls.readPages({ path: "/locations" }, decodeLocations)),
    listTaxRates,
    findTaxRate: async (percent) => {
      const rates = await listTaxRates();
      return rates.ok ? ok(rates.value.find((rate) => compare(rate.percent, percent) === 0) ?? null) : rates;
    },
    findVariants: (skus) => findVariants(calls, skus),
    createTaxRate: (percent) =>
      calls.write(
        { method: "POST", path: "/tax_rates", body: { name: `${percent}%`, rate: toNumber(percent) } },
        decodeTaxRate,
      ),
  };
}

function createCustomerCalls(calls: KatanaCalls): Pick<KatanaClient, "findCustomer" | "createCustomer"> {
  return {
    findCustomer: (customer) => findCustomer(calls, customer),
    createCustomer: (order) =>
      calls.write(
        { method: "POST", path: "/customers", body: encodeCustomer(order), personal: personalTexts(order) },
        decodeCustomerId,
      ),
  };
}

type SalesOrderCalls = Pick<
  KatanaClient,
  "createSalesOrder" | "createShippingFee" | "loadSalesOrder" | "findSalesOrders" | "deleteSalesOrder"
>;

function createSalesOrderCalls(calls: KatanaCalls): SalesOrderCalls {
  return {
    createSalesOrder: (salesOrder, ids) =>
      calls.write(
        {
          method: "POST",
          path: "/sales_orders",
          body: encodeSalesOrder(salesOrder, ids),
          personal: personalTexts(salesOrder),
        },
        decodeSalesOrder,
      ),
    createShippingFee: (salesOrderId, fee, taxRateId) =>
      calls.write(
        { method: "POST", path: "/sales_order_shipping_fee", body: encodeShippingFee(salesOrderId, fee, taxRateId) },
        decodeShippingFeeId,
      ),
    loadSalesOrder: async (id) => {
      const loaded = await calls.read({ path: `/sales_orders/${String(id)}` }, decodeSalesOrder);
      return isNotFound(loaded) ? ok(null) : loaded;
    },
    findSalesOrders: async (shop, orderId) => {
      const query = [
        ["ecommerce_order_id", orderId],
        ["ecommerce_store_name", shop],
        ["include_deleted", "true"],
      ] as const;
      const found = byId(await calls.readPages({ path: "/sales_orders", query }, decodeSalesOrders));
      // Katana ignores a parameter it does not know: what comes back need not be what was asked for.
      const isTheOrders = (storeName: string | null) => storeName?.toLowerCase() === shop;
      return filtered(found, (one) => one.shopifyOrderId === orderId && isTheOrders(one.storeName));
    },
    deleteSalesOrder: (id) => calls.write({ method: "DELETE", path: `/sales_orders/${String(id)}` }, decodeNothing),
  };
}

async function findVariants(calls: KatanaCalls, skus: readonly string[]): Answer<readonly KatanaVariant[]> {
  const wanted = new Set(skus.map((sku) => sku.toLowerCase()));
  const found: KatanaVariant[] = [];
  for (const batch of batchSkus(skus)) {
    const query = batch.map((sku) => ["sku", sku] as const);
    const answer = present(await calls.readPages({ path: "/variants", query }, decodeVariants));
    if (!answer.ok) return answer;
    found.push(...answer.value);
  }
  return byId(ok(found.filter(({ sku }) => wanted.has(sku.toLowerCase()))));
}

async function findCustomer(calls: KatanaCalls, customer: DesiredCustomer): ReturnType<KatanaClient["findCustomer"]> {
  const reference = referenceIdOf(customer);
  const byReference = await calls.readPages(
    { path: "/customers", query: [["reference_id", reference]] },
    decodeCustomers,
  );
  if (!byReference.ok) return byReference;
  const known = oldest(byReference.value, ({ referenceId }) => referenceId === reference);
  if (known !== null || customer.kind === "generic" || customer.email === null) return ok(known);

  const email = customer.email;
  const read = { path: "/customers", query: [["email", email]], personal: personalTextsOfCustomer(customer) } as const;
  const byEmail = await calls.readPages(read, decodeCustomers);
  if (!byEmail.ok) return byEmail;
  return ok(oldest(byEmail.value, (found) => found.email?.toLowerCase() === email.toLowerCase()));
}

/** Should Katana hold several, every look-up settles on the same one. */
function oldest(customers: readonly FoundCustomer[], matches: (customer: FoundCustomer) => boolean) {
  const ids = customers.filter((customer) => !customer.deleted && matches(customer)).map(({ id }) => id);
  return ids.sort((a, b) => a - b)[0] ?? null;
}

type ListAnswer<Item> = Result<readonly Item[], CallFailure>;

/** One that moved to the next page while the pages were read comes twice. */
const byId = <Item extends { readonly id: number }>(answer: ListAnswer<Item>): ListAnswer<Item> =>
  answer.ok ? ok([...new Map(answer.value.map((item) => [item.id, item])).values()]) : answer;

const filtered = <Item>(answer: ListAnswer<Item>, keep: (item: Item) => boolean): ListAnswer<Item> =>
  answer.ok ? ok(answer.value.filter(keep)) : answer;

/** Without those that were deleted, each once. */
const present = <Item extends { readonly id: number }>(answer: ListAnswer<Item | null>): ListAnswer<Item> =>
  answer.ok ? byId(ok(answer.value.filter((item) => item !== null))) : answer;

const isNotFound = (answer: Result<unknown, CallFailure>): boolean =>
  !answer.ok && answer.problem.kind === "rejected" && answer.problem.status === 404;
