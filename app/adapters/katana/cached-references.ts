import { compare } from "../../domain/decimal.ts";
import type { CallFailure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { DesiredRow, DesiredSalesOrder, KatanaVariant, RememberedVariant } from "../../domain/sales-order.ts";
import type { DesiredReturnRow } from "../../domain/sales-return.ts";
import type { Answer, KatanaClient, KatanaItem, ResolvedIds } from "../../sync/ports.ts";
import { referenceIdOf } from "./encode-customer.ts";
import { createReferenceMemory, whole, type ReferenceMemory } from "./reference-memory.ts";
import type { Remembering, RememberedValues } from "./remembered-values.ts";

/**
 * A Katana client that remembers reference data, so that an import with known customer, SKUs and tax rates costs one call. Prove a key
 * with the client itself: this one may answer from memory. What Katana does not have is asked for each time, since a person may be
 * adding it right now.
 */
export function cachedReferences(client: KatanaClient, remembering: Remembering): KatanaClient {
  const memory = createReferenceMemory(remembering);
  const { clock } = remembering;
  return {
    ...client,
    ...rememberedReads(client, memory, remembering),
    createCustomer: async (order) => {
      const created = await client.createCustomer(order);
      if (created.ok) await memory.customers.save({ [referenceIdOf(order.customer)]: created.value }, clock.now());
      return created;
    },
    createTaxRate: async (percent) => {
      const created = await client.createTaxRate(percent);
      if (!created.ok) return created;
      // Without a list to add to, the next look reads one that shows it.
      const known = (await memory.taxRates.load([whole])).get(whole);
      if (known !== undefined) await memory.taxRates.save({ [whole]: [...known, created.value] }, clock.now());
      return created;
    },
    createItem: async (item, shop) => {
      const created = await client.createItem(item, shop);
      if (!created.ok) return created;
      const { id, leadTimeDays } = created.value;
      await memory.items.save({ [String(id)]: { id, leadTimeDays } }, clock.now());
      if (item.kind === "product" && item.sku !== null)
        await memory.variants.save({ [item.sku]: [{ id, leadTimeDays, sku: item.sku }] }, clock.now());
      return created;
    },
    createSalesOrder: async (salesOrder, ids) => {
      const created = await client.createSalesOrder(salesOrder, ids);
      if (isRefused(created)) await forgetWhatWasUsed(memory, salesOrder, ids);
      return created;
    },
    createShippingFee: async (salesOrderId, fee, taxRateId) => {
      const created = await client.createShippingFee(salesOrderId, fee, taxRateId);
      if (isRefused(created)) await memory.taxRates.drop([whole]);
      return created;
    },
    ...forgettingChanges(client, memory),
  };
}

/** A refused change may have named something that is gone from Katana. */
const forgettingChanges = (
  client: KatanaClient,
  memory: ReferenceMemory,
): Pick<
  KatanaClient,
  "createRow" | "updateRow" | "updateShippingFee" | "createSalesReturnRow" | "updateSalesReturnRow"
> => ({
  createRow: async (salesOrderId, row, ids) => {
    const created = await client.createRow(salesOrderId, row, ids);
    if (isRefused(created)) await forgetRows(memory, [row], ids);
    return created;
  },
  updateRow: async (id, update) => {
    const updated = await client.updateRow(id, update);
    if (isRefused(updated) && update.taxRateId !== undefined) await memory.taxRates.drop([whole]);
    if (isRefused(updated) && update.locationId !== undefined) await memory.locations.drop([whole]);
    return updated;
  },
  createSalesReturnRow: async (id, row) => {
    const created = await client.createSalesReturnRow(id, row);
    if (isRefused(created)) await forgetReturnReferences(memory, row);
    return created;
  },
  updateSalesReturnRow: async (id, changes) => {
    const updated = await client.updateSalesReturnRow(id, changes);
    if (isRefused(updated)) await forgetReturnReferences(memory, changes);
    return updated;
  },
  updateShippingFee: async (id, fee, taxRateId) => {
    const updated = await client.updateShippingFee(id, fee, taxRateId);
    if (isRefused(updated)) await memory.taxRates.drop([whole]);
    return updated;
  },
});

async function forgetReturnReferences(
  memory: ReferenceMemory,
  { reasonId = null, restockLocationId = null }: Partial<Pick<DesiredReturnRow, "reasonId" | "restockLocationId">>,
): Promise<void> {
  if (reasonId !== null) await memory.returnReasons.drop([whole]);
  if (restockLocationId !== null) await memory.locations.drop([whole]);
}

const isRefused = (answer: Result<unknown, CallFailure>): boolean => !answer.ok && answer.problem.kind === "rejected";

type Reads = Pick<
  KatanaClient,
  | "loadFactory"
  | "listLocations"
  | "listTaxRates"
  | "listReturnReasons"
  | "findTaxRate"
  | "findVariants"
  | "findCustomer"
  | "findRemembered"
>;

function rememberedReads(client: KatanaClient, memory: ReferenceMemory, remembering: Remembering): Reads {
  const { clock, believe } = remembering;
  const remembered = async <Value>(values: RememberedValues<Value>, fetch: () => Answer<Value>): Answer<Value> => {
    const known = (await values.load([whole])).get(whole);
    if (known !== undefined) return ok(known);
    const askedAt = clock.now();
    const fetched = await fetch();
    if (fetched.ok) await values.save({ [whole]: fetched.value }, askedAt);
    return fetched;
  };
  return {
    loadFactory: () => remembered(memory.factory, () => client.loadFactory()),
    listLocations: () => remembered(memory.locations, () => client.listLocations()),
    listTaxRates: () => remembered(memory.taxRates, () => client.listTaxRates()),
    listReturnReasons: () => remembered(memory.returnReasons, () => client.listReturnReasons()),
    findTaxRate: async (percent) => {
      const isWanted = (rate: { readonly percent: typeof percent }) => compare(rate.percent, percent) === 0;
      const known = (await memory.taxRates.load([whole])).get(whole)?.find(isWanted);
      if (known !== undefined) return ok(known);
      const askedAt = clock.now();
      const listed = await client.listTaxRates();
      if (!listed.ok) return listed;
      await memory.taxRates.save({ [whole]: listed.value }, askedAt);
      return ok(listed.value.find(isWanted) ?? null);
    },
    findVariants: (skus) => findVariants(client, memory, { skus, remembering }),
    findCustomer: async (customer) => {
      const reference = referenceIdOf(customer);
      const known = (await memory.customers.load([reference])).get(reference);
      if (known !== undefined) return ok(known);
      const askedAt = clock.now();
      const found = await client.findCustomer(customer);
      if (found.ok && found.value !== null) await memory.customers.save({ [reference]: found.value }, askedAt);
      if (found.ok && found.value === null && !believe) await memory.customers.drop([reference]);
      return found;
    },
    findRemembered: (items) => findRemembered(client, memory, { items, remembering }),
  };
}

interface WantedSkus {
  readonly skus: readonly string[];
  readonly remembering: Remembering;
}

async function findVariants(
  client: KatanaClient,
  memory: ReferenceMemory,
  { skus, remembering: { clock, believe } }: WantedSkus,
): Answer<readonly KatanaVariant[]> {
  const known = await memory.variants.load(skus);
  const unknown = skus.filter((sku) => !known.has(sku));
  const askedAt = clock.now();
  const fetched = unknown.length === 0 ? ok([]) : await client.findVariants(unknown);
  if (!fetched.ok) return fetched;
  const bySku = unknown.map(
    (sku) => [sku, fetched.value.filter((variant) => isSameButForCase(variant.sku, sku))] as const,
  );
  // Two with one SKU are not remembered either: a person is asked to mend that, and the next look has to see it (MAP-6).
  const isClear = ([sku, variants]: (typeof bySku)[number]) =>
    variants.filter((variant) => variant.sku === sku).length === 1;
  const clear = bySku.filter(isClear);
  if (clear.length > 0) await memory.variants.save(Object.fromEntries(clear), askedAt);
  const gone = believe ? [] : bySku.filter((one) => !isClear(one)).map(([sku]) => sku);
  if (gone.length > 0) await memory.variants.drop(gone);
  const all = [...[...known.values()].flat(), ...fetched.value];
  return ok([...new Map(all.map((variant) => [variant.id, variant])).values()]);
}

const isSameButForCase = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

interface WantedItems {
  readonly items: readonly Pick<KatanaItem, "id" | "serviceId">[];
  readonly remembering: Remembering;
}

async function findRemembered(
  client: KatanaClient,
  memory: ReferenceMemory,
  { items, remembering: { clock } }: WantedItems,
): Answer<readonly RememberedVariant[]> {
  const known = await memory.items.load(items.map(({ id }) => String(id)));
  const unknown = items.filter(({ id }) => !known.has(String(id)));
  const askedAt = clock.now();
  const fetched = unknown.length === 0 ? ok([]) : await client.findRemembered(unknown);
  if (!fetched.ok) return fetched;
  if (fetched.value.length > 0)
    await memory.items.save(Object.fromEntries(fetched.value.map((item) => [String(item.id), item])), askedAt);
  return ok([...known.values(), ...fetched.value]);
}

/** Something the refused sales order named may be gone from Katana: all of it is asked for again. */
async function forgetWhatWasUsed(memory: ReferenceMemory, salesOrder: DesiredSalesOrder, ids: ResolvedIds) {
  await forgetRows(memory, salesOrder.rows, ids);
  await memory.customers.drop([referenceIdOf(salesOrder.customer)]);
  await memory.factory.drop([whole]);
}

async function forgetRows(
  memory: ReferenceMemory,
  rows: readonly DesiredRow[],
  { variantIds }: Pick<ResolvedIds, "variantIds">,
): Promise<void> {
  const existing = rows.flatMap(({ variant }) => (variant.kind === "existing" ? [variant.id] : []));
  await memory.variants.drop([...new Set(rows.map(({ sku }) => sku).filter((sku) => sku !== null))]);
  await memory.items.drop([...new Set([...existing, ...variantIds.values()].map(String))]);
  await memory.taxRates.drop([whole]);
  await memory.locations.drop([whole]);
}
