import type { SalesOrderRowId } from "../domain/ids.ts";
import type { Decimal } from "../domain/decimal.ts";
import { isOpen } from "../domain/katana-now.ts";
import { needsReturns, skusToMatch } from "../domain/plan-linked.ts";
import type { PlanInput } from "../domain/plan-order.ts";
import type { Order } from "../domain/order.ts";
import { ok } from "../domain/result.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { deleteLeftOrders } from "./apply-manufacturing.ts";
import { importedAs } from "./kept-after.ts";
import { loadItems, loadReferencesOf } from "./load-references.ts";
import type { Answer, KatanaAccess, KatanaClient, Outside } from "./ports.ts";
import { type Claim, type KeptLink, type Stores } from "./stores.ts";

interface Question {
  readonly claim: Claim;
  readonly katana: KatanaAccess;
  readonly order: Order;
  readonly link: KeptLink;
  readonly input: PlanInput;
}

/**
 * The linked sales order as Katana has it at this moment, and what a change of it refers to (CHG-1). One that was deleted meanwhile is
 * recorded as gone, and the order is planned as one whose sales order is (IMP-7).
 */
export async function loadChange(
  outside: Outside,
  stores: Stores,
  { claim, katana, order, link, input }: Question,
): Answer<{ readonly input: PlanInput; readonly link: KeptLink | null }> {
  const salesOrder = await katana.live.loadSalesOrder(link.salesOrderId);
  if (!salesOrder.ok) return salesOrder;
  if (salesOrder.value === null || salesOrder.value.deleted)
    return withGoneLink(outside, stores, { claim, katana, link, input });
  const client = claim.fresh ? katana.live : katana.client;
  const fulfilledQuantities = await fulfilledOf(client, salesOrder.value);
  if (!fulfilledQuantities.ok) return fulfilledQuantities;
  const references = await loadReferencesOf(client, skusToMatch(order, link, salesOrder.value));
  if (!references.ok) return references;
  const read: PlanInput = {
    ...input,
    references: references.value,
    actual: { salesOrder: salesOrder.value, fulfilledQuantities: fulfilledQuantities.value, hasReturns: null },
  };
  const returns = await withReturns(client, read);
  if (!returns.ok) return returns;
  const loaded = await loadItems(outside, stores, { claim, katana, client, input: returns.value });
  return loaded.ok ? ok({ input: loaded.value, link }) : loaded;
}

async function withGoneLink(
  outside: Outside,
  stores: Stores,
  { claim, katana, link, input }: Pick<Question, "claim" | "katana" | "link" | "input">,
): Answer<{ readonly input: PlanInput; readonly link: KeptLink | null }> {
  const left = await deleteLeftOrders(katana.client, link.agreed);
  if (!left.ok) return left;
  await stores.orders.recordGone(claim, link.salesOrderNo, new Date(outside.clock.now()).toISOString());
  const gone = await stores.orders.linkOf(claim);
  const history = { ...input.history, importedAs: gone && importedAs(gone) };
  return ok({ input: { ...input, history, link: null }, link: gone });
}

/** While the sales order is open there is nothing to ask for. */
const fulfilledOf = (
  client: KatanaClient,
  salesOrder: ActualSalesOrder,
): Answer<ReadonlyMap<SalesOrderRowId, Decimal>> =>
  isOpen(salesOrder) ? Promise.resolve(ok(new Map())) : client.loadFulfilledQuantities(salesOrder.id);

/** CHG-5 */
async function withReturns(client: KatanaClient, input: PlanInput): Answer<PlanInput> {
  const { actual } = input;
  if (actual === null || !needsReturns(input)) return ok(input);
  const hasReturns = await client.hasReturns(actual.salesOrder);
  return hasReturns.ok ? ok({ ...input, actual: { ...actual, hasReturns: hasReturns.value } }) : hasReturns;
}
