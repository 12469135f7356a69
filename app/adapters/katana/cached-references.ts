import { z } from "zod";
import { compare } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { KatanaCustomerId, KatanaLocationId, KatanaTaxRateId, KatanaVariantId } from "../../domain/ids.ts";
import { ok } from "../../domain/result.ts";
import type {
  DesiredSalesOrder,
  KatanaFactory,
  KatanaLocation,
  KatanaTaxRate,
  KatanaVariant,
} from "../../domain/sales-order.ts";
import type { Answer, KatanaClient } from "../../sync/ports.ts";
import { referenceIdOf } from "./encode-customer.ts";
import { rememberValues } from "./remembered-values.ts";
import type { RememberedValues, Remembering } from "./remembered-values.ts";
import { wireDecimal, wireId } from "./wire-values.ts";

/** The one key of what an account has only one of. */
const whole = "all";

/**
 * A Katana client that remembers reference data, so that an import with known customer, SKUs and tax rates costs one call. Prove a key
 * with the client itself: this one may answer from memory. What Katana does not have is asked for each time, since a person may be
 * adding it right now.
 */
export function cachedReferences(client: KatanaClient, remembering: Remembering): KatanaClient {
  const memory = createMemory(remembering);
  return {
    ...client,
    loadFactory: () => remembered(memory.factory, () => client.loadFactory()),
    listLocations: () => remembered(memory.locations, () => client.listLocations()),
    listTaxRates: () => remembered(memory.taxRates, () => client.listTaxRates()),
    findVariants: (skus) => findVariants(client, memory, skus),
    findCustomer: (customer) => {
      const found = () => client.findCustomer(customer);
      return rememberedCustomer(memory.customers, referenceIdOf(customer), found);
    },
    createCustomer: async (order) => {
      const created = await client.createCustomer(order);
      if (created.ok) await memory.customers.save({ [referenceIdOf(order.customer)]: created.value });
      return created;
    },
    createTaxRate: (percent) => createTaxRate(client, memory, percent),
    createSalesOrder: async (salesOrder, ids) => {
      const created = await client.createSalesOrder(salesOrder, ids);
      if (!created.ok && created.problem.kind === "rejected") await forgetWhatWasUsed(memory, salesOrder);
      return created;
    },
    createShippingFee: async (salesOrderId, fee, taxRateId) => {
      const created = await client.createShippingFee(salesOrderId, fee, taxRateId);
      if (!created.ok && created.problem.kind === "rejected") await memory.taxRates.drop([whole]);
      return created;
    },
  };
}

interface Memory {
  readonly factory: RememberedValues<KatanaFactory>;
  readonly locations: RememberedValues<readonly KatanaLocation[]>;
  readonly taxRates: RememberedValues<readonly KatanaTaxRate[]>;
  readonly variants: RememberedValues<readonly KatanaVariant[]>;
  readonly customers: RememberedValues<KatanaCustomerId>;
}

const factorySchema: z.ZodType<KatanaFactory> = z.object({
  name: z.string(),
  baseCurrency: z.string(),
  defaultDeliveryDays: z.number().nullable(),
  defaultLocationId: wireId<KatanaLocationId>().nullable(),
});
const locationSchema = z.object({ id: wireId<KatanaLocationId>(), name: z.string(), salesAllowed: z.boolean() });
const taxRateSchema = z.object({ id: wireId<KatanaTaxRateId>(), percent: wireDecimal });
const variantSchema = z.object({
  id: wireId<KatanaVariantId>(),
  sku: z.string(),
  leadTimeDays: z.number().nullable(),
});

const createMemory = (remembering: Remembering): Memory => ({
  factory: rememberValues(remembering, "factory", factorySchema),
  locations: rememberValues(remembering, "locations", z.array(locationSchema)),
  taxRates: rememberValues(remembering, "tax-rates", z.array(taxRateSchema)),
  variants: rememberValues(remembering, "variants", z.array(variantSchema)),
  customers: rememberValues(remembering, "customer", wireId<KatanaCustomerId>()),
});

async function remembered<Value>(memory: RememberedValues<Value>, fetch: () => Answer<Value>): Answer<Value> {
  const known = (await memory.load([whole])).get(whole);
  if (known !== undefined) return ok(known);
  const fetched = await fetch();
  if (fetched.ok) await memory.save({ [whole]: fetched.value });
  return fetched;
}

async function rememberedCustomer(
  memory: RememberedValues<KatanaCustomerId>,
  reference: string,
  find: () => Answer<KatanaCustomerId | null>,
): Answer<KatanaCustomerId | null> {
  const known = (await memory.load([reference])).get(reference);
  if (known !== undefined) return ok(known);
  const found = await find();
  if (found.ok && found.value !== null) await memory.save({ [reference]: found.value });
  return found;
}

async function findVariants(
  client: KatanaClient,
  memory: Memory,
  skus: readonly string[],
): Answer<readonly KatanaVariant[]> {
  const known = await memory.variants.load(skus);
  const unknown = skus.filter((sku) => !known.has(sku));
  const fetched = unknown.length === 0 ? ok([]) : await client.findVariants(unknown);
  if (!fetched.ok) return fetched;
  const bySku = unknown.map(
    (sku) => [sku, fetched.value.filter((variant) => isSameButForCase(variant.sku, sku))] as const,
  );
  // Two with one SKU are not remembered either: a person is asked to mend that, and the next look has to see it (MAP-6).
  const clear = bySku.filter(([sku, variants]) => variants.filter((variant) => variant.sku === sku).length === 1);
  if (clear.length > 0) await memory.variants.save(Object.fromEntries(clear));
  const all = [...[...known.values()].flat(), ...fetched.value];
  return ok([...new Map(all.map((variant) => [variant.id, variant])).values()]);
}

const isSameButForCase = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Looks once more before it creates: the remembered list may be older than another store's rate of the same percentage (STO-4). */
async function createTaxRate(client: KatanaClient, memory: Memory, percent: Decimal): Answer<KatanaTaxRate> {
  await memory.taxRates.drop([whole]);
  const listed = await client.listTaxRates();
  if (!listed.ok) return listed;
  const existing = listed.value.find((rate) => compare(rate.percent, percent) === 0);
  const created = existing === undefined ? await client.createTaxRate(percent) : ok(existing);
  if (created.ok)
    await memory.taxRates.save({ [whole]: [...listed.value.filter((rate) => rate !== existing), created.value] });
  return created;
}

/** Something the refused sales order named may be gone from Katana: all of it is asked for again. */
async function forgetWhatWasUsed(memory: Memory, salesOrder: DesiredSalesOrder): Promise<void> {
  await memory.variants.drop([...new Set(salesOrder.rows.map(({ sku }) => sku).filter((sku) => sku !== null))]);
  await memory.customers.drop([referenceIdOf(salesOrder.customer)]);
  await memory.taxRates.drop([whole]);
  await memory.locations.drop([whole]);
  await memory.factory.drop([whole]);
}
