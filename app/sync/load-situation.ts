import { desiredCustomer } from "../domain/desired-customer.ts";
import type { ItemKey } from "../domain/ids.ts";
import type { Order } from "../domain/order.ts";
import { needsReferences, planOrder, type PlanInput } from "../domain/plan-order.ts";
import { ok, type Result } from "../domain/result.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { ActualSalesOrder, KatanaVariant, References } from "../domain/sales-order.ts";
import { skusOf } from "../domain/sold-item.ts";
import type { Answer, KatanaAccess, KatanaClient, Outside } from "./ports.ts";
import { lookUpNative } from "./look-up-native.ts";
import { loadRemembered } from "./remembered-items.ts";
import { isLive, type Claim, type KeptLink, type ShopRecord, type Stores } from "./stores.ts";

/** Both sides as they are now, and what is kept about the order: all that planning looks at. */
export interface Situation {
  readonly shop: ShopRecord;
  readonly order: Order | null;
  readonly katana: KatanaAccess | null;
  readonly input: PlanInput;
  /** What Katana's own Shopify integration made for the order and is not linked yet (CON-6). */
  readonly native: readonly ActualSalesOrder[];
  /** When reading the order began. Milliseconds since the epoch. */
  readonly readAt: number;
}

/** Loads afresh whatever the plan for this order depends on; Katana is asked only when the order may come over. */
export async function loadSituation(
  outside: Outside,
  stores: Stores,
  { claim, shop, link }: { claim: Claim; shop: ShopRecord; link: KeptLink | null },
): Promise<Result<Situation, CallFailure>> {
  const readAt = outside.clock.now();
  const read = await outside.shopify(claim.shop).loadOrder(claim.orderId);
  if (!read.ok) return read;
  const katana = await outside.katana(claim.shop, claim.urgency);
  const input = await planInput(outside, stores, { claim, shop, link, order: read.value });
  const bare: Situation = { shop, order: read.value, katana, input, native: [], readAt };
  if (katana === null || read.value === null) return ok(bare);
  const native = await lookUpNative(outside, stores, { claim, katana: katana.client, input });
  if (!native.ok) return native;
  if (native.value.length > 0) return loadForAdoption(bare, read.value, { katana, native: native.value });
  if (!needsReferences(input)) return ok(bare);
  // REC-5: asked for by a person, nothing is taken from memory.
  const client = claim.fresh ? katana.live : katana.client;
  const references = await loadReferences(client, read.value);
  if (!references.ok) return references;
  const withReferences = { ...input, references: references.value };
  const remembering = { keys: newItemsOf(withReferences), claim, accountId: katana.accountId, client };
  const remembered = await loadRemembered(outside, stores, remembering);
  return remembered.ok
    ? ok({ ...bare, input: { ...input, references: { ...references.value, remembered: remembered.value } } })
    : remembered;
}

/** What it takes to tell the rows of a sales order that is there already; nobody's customer is looked for. */
async function loadForAdoption(
  bare: Situation,
  order: Order,
  { katana, native }: { katana: KatanaAccess; native: readonly ActualSalesOrder[] },
): Promise<Result<Situation, CallFailure>> {
  const [factory, taxRates, variants] = await Promise.all([
    katana.client.loadFactory(),
    katana.client.listTaxRates(),
    katana.client.findVariants(skusOf(order)),
  ]);
  if (!factory.ok) return factory;
  if (!taxRates.ok) return taxRates;
  if (!variants.ok) return variants;
  const references: References = {
    factory: factory.value,
    taxRates: taxRates.value,
    variantsBySku: bySku(skusOf(order), variants.value),
    customerId: null,
    remembered: new Map(),
  };
  return ok({ ...bare, native, input: { ...bare.input, references } });
}

/** What would have to be made, were nothing remembered: only for these is it worth asking. */
const newItemsOf = (input: PlanInput): readonly ItemKey[] =>
  planOrder(input).steps.flatMap((step) =>
    step.kind === "create-sales-order" ? step.salesOrder.newItems.map(({ key }) => key) : [],
  );

/** IMP-7 */
export const importedAs = ({
  salesOrderNo,
  goneFromKatanaAt,
  deletedBecause,
}: KeptLink): NonNullable<PlanInput["history"]["importedAs"]> => ({
  salesOrderNo,
  deletedInKatana: goneFromKatanaAt !== null,
  deletedBecause,
});

/** What planning looks at before Katana is asked anything. */
export async function planInput(
  outside: Outside,
  stores: Stores,
  {
    claim,
    shop,
    link,
    order,
  }: {
    claim: Pick<Claim, "shop" | "acceptedAt" | "importAnyway">;
    shop: ShopRecord;
    link: KeptLink | null;
    order: Order | null;
  },
): Promise<PlanInput> {
  const matches = await stores.locations.list(claim.shop);
  return {
    order,
    now: outside.clock.now(),
    shop: claim.shop,
    settings: shop.settings,
    activation: shop.uninstalledAt === null ? shop.activation : { ...shop.activation, pausedAt: shop.uninstalledAt },
    history: {
      acceptedAt: claim.acceptedAt,
      importedAs: link === null ? null : importedAs(link),
    },
    importAnyway: claim.importAnyway,
    locations: new Map(matches.flatMap(({ id, katana }) => (katana ? [[id, katana.id] as const] : []))),
    references: null,
    link: isLive(link) ? link : null,
  };
}

async function loadReferences(client: KatanaClient, order: Order): Answer<References> {
  const [factory, taxRates, variants, customer] = await Promise.all([
    client.loadFactory(),
    client.listTaxRates(),
    client.findVariants(skusOf(order)),
    client.findCustomer(desiredCustomer(order)),
  ]);
  if (!factory.ok) return factory;
  if (!taxRates.ok) return taxRates;
  if (!variants.ok) return variants;
  if (!customer.ok) return customer;
  return ok({
    factory: factory.value,
    taxRates: taxRates.value,
    variantsBySku: bySku(skusOf(order), variants.value),
    customerId: customer.value,
    remembered: new Map(),
  });
}

/** Katana answers in its own order; the domain asks by SKU, those that differ only in case included. */
function bySku(
  skus: readonly string[],
  variants: readonly KatanaVariant[],
): ReadonlyMap<string, readonly KatanaVariant[]> {
  const grouped = Map.groupBy(variants, ({ sku }) => sku.toLowerCase());
  return new Map(skus.map((sku) => [sku, grouped.get(sku.toLowerCase()) ?? []] as const));
}
