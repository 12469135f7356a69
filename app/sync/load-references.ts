import { desiredCustomer } from "../domain/desired-customer.ts";
import type { ItemKey } from "../domain/ids.ts";
import type { Order } from "../domain/order.ts";
import { planOrder, type PlanInput } from "../domain/plan-order.ts";
import { ok } from "../domain/result.ts";
import type { KatanaVariant, References } from "../domain/sales-order.ts";
import { skusOf } from "../domain/sold-item.ts";
import type { Answer, KatanaAccess, KatanaClient, Outside } from "./ports.ts";
import { loadRemembered } from "./remembered-items.ts";
import type { Claim, Stores } from "./stores.ts";

/** What an import refers to in Katana. */
export async function loadReferences(client: KatanaClient, order: Order): Answer<References> {
  const [references, customer] = await Promise.all([
    loadReferencesOf(client, skusOf(order)),
    client.findCustomer(desiredCustomer(order)),
  ]);
  if (!references.ok) return references;
  return customer.ok ? ok({ ...references.value, customerId: customer.value }) : customer;
}

/** The same where nobody's customer is looked for: the factory, the tax rates and the variants of some SKUs. */
export async function loadReferencesOf(client: KatanaClient, skus: readonly string[]): Answer<References> {
  const [factory, taxRates, variants] = await Promise.all([
    client.loadFactory(),
    client.listTaxRates(),
    client.findVariants(skus),
  ]);
  if (!factory.ok) return factory;
  if (!taxRates.ok) return taxRates;
  if (!variants.ok) return variants;
  return ok({
    factory: factory.value,
    taxRates: taxRates.value,
    variantsBySku: bySku(skus, variants.value),
    customerId: null,
    remembered: new Map(),
  });
}

/** Adds what was made or chosen earlier for the things that the plan would make. */
export async function loadItems(
  outside: Outside,
  stores: Stores,
  {
    claim,
    katana,
    client,
    input,
  }: {
    readonly claim: Pick<Claim, "shop">;
    readonly katana: KatanaAccess;
    readonly client: KatanaClient;
    readonly input: PlanInput;
  },
): Answer<PlanInput> {
  const { references } = input;
  const remembering = { keys: newItemsOf(input), claim, accountId: katana.accountId, client };
  const remembered = await loadRemembered(outside, stores, remembering);
  if (!remembered.ok) return remembered;
  return ok({ ...input, references: references && { ...references, remembered: remembered.value } });
}

/** What would have to be made, were nothing remembered: only for these is it worth asking. */
const newItemsOf = (input: PlanInput): readonly ItemKey[] =>
  planOrder(input).steps.flatMap((step) =>
    step.kind === "create-product" || step.kind === "create-service" ? [step.item.key] : [],
  );

/** Katana answers in its own order; the domain asks by SKU, those that differ only in case included. */
function bySku(
  skus: readonly string[],
  variants: readonly KatanaVariant[],
): ReadonlyMap<string, readonly KatanaVariant[]> {
  const grouped = Map.groupBy(variants, ({ sku }) => sku.toLowerCase());
  return new Map(skus.map((sku) => [sku, grouped.get(sku.toLowerCase()) ?? []] as const));
}
