import { needsActual } from "../domain/plan-linked.ts";
import type { Order } from "../domain/order.ts";
import { needsReferences, type PlanInput } from "../domain/plan-order.ts";
import { ok, type Result } from "../domain/result.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { skusOf } from "../domain/sold-item.ts";
import type { KatanaAccess, Outside } from "./ports.ts";
import { loadChange } from "./load-change.ts";
import { importedAs } from "./kept-after.ts";
import { loadItems, loadReferences, loadReferencesOf } from "./load-references.ts";
import { lookUpNative } from "./look-up-native.ts";
import { isLive, type Claim, type KeptLink, type ShopRecord, type Stores } from "./stores.ts";

/** Both sides as they are now, and what is kept about the order: all that planning looks at. */
export interface Situation {
  readonly shop: ShopRecord;
  readonly order: Order | null;
  readonly katana: KatanaAccess | null;
  /** As it is known now: also one whose sales order is gone. */
  readonly link: KeptLink | null;
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
  const offline = await planInput(outside, stores, { claim, shop, link, order: read.value });
  const input = { ...offline, isInOtherAccount: isElsewhere(link, katana) };
  const bare: Situation = { shop, order: read.value, katana, link, input, native: [], readAt };
  if (katana === null || read.value === null) return ok(bare);
  if (link !== null && needsActual(input)) {
    const change = await loadChange(outside, stores, { claim, katana, order: read.value, link, input });
    return change.ok ? ok({ ...bare, ...change.value }) : change;
  }
  return loadForImport(outside, stores, { claim, katana, order: read.value, bare });
}

/** CON-8 */
const isElsewhere = (link: KeptLink | null, katana: KatanaAccess | null): boolean =>
  isLive(link) && katana !== null && link?.accountId !== katana.accountId;

/** What is there already (CON-6), and what a sales order would refer to. */
async function loadForImport(
  outside: Outside,
  stores: Stores,
  { claim, katana, order, bare }: { claim: Claim; katana: KatanaAccess; order: Order; bare: Situation },
): Promise<Result<Situation, CallFailure>> {
  const { input } = bare;
  const native = await lookUpNative(outside, stores, { claim, katana: katana.client, input });
  if (!native.ok) return native;
  if (native.value.length > 0) return loadForAdoption(bare, order, { katana, native: native.value });
  if (!needsReferences(input)) return ok(bare);
  // REC-5: asked for by a person, nothing is taken from memory.
  const client = claim.fresh ? katana.live : katana.client;
  const references = await loadReferences(client, order);
  if (!references.ok) return references;
  const withReferences = { ...input, references: references.value };
  const loaded = await loadItems(outside, stores, { claim, katana, client, input: withReferences });
  return loaded.ok ? ok({ ...bare, input: loaded.value }) : loaded;
}

/** What it takes to tell the rows of a sales order that is there already; nobody's customer is looked for. */
async function loadForAdoption(
  bare: Situation,
  order: Order,
  { katana, native }: { katana: KatanaAccess; native: readonly ActualSalesOrder[] },
): Promise<Result<Situation, CallFailure>> {
  const references = await loadReferencesOf(katana.client, skusOf(order));
  return references.ok ? ok({ ...bare, native, input: { ...bare.input, references: references.value } }) : references;
}

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
    actual: null,
    isInOtherAccount: false,
  };
}
