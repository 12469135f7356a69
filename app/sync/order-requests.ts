import { isActive } from "../domain/activation.ts";
import { describeFailure } from "../domain/describe-failure.ts";
import { describeReason } from "../domain/describe-reason.ts";
import type { CallFailure } from "../domain/failure.ts";
import type { OrderId, SalesOrderId, ShopDomain } from "../domain/ids.ts";
import { refusalsOfImport } from "../domain/import-anyway.ts";
import type { Order } from "../domain/order.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { KatanaAccess, Outside } from "./ports.ts";
import type { KeptLink, OrderKey, ShopRecord, Stores } from "./stores.ts";
import { readNamedOrder } from "./read-named-order.ts";
import { salesOrderView, type PageSetup } from "./sales-order-view.ts";
import type { RefusedRequest, RequestOutcome, SalesOrderView } from "./views.ts";

/** What a person in Tandem asks of orders, and who it is. */
export interface OrderRequest<Named extends string> {
  readonly shop: ShopDomain;
  readonly orders: readonly Named[];
  /** The Shopify user's id; empty when the session does not tell. */
  readonly by: string;
}

/** REC-5: a look at each of the orders, from fresh state on both sides. Orders that Tandem never heard of are refused. */
export async function lookNow(
  outside: Outside,
  stores: Stores,
  { shop, orders, by }: OrderRequest<OrderId>,
): Promise<RequestOutcome> {
  const keys = orders.map((orderId) => ({ shop, orderId }));
  return outcomeOf(keys, await stores.requests.lookNow(keys, by, now(outside)));
}

/** FUL-12: what stayed where it was made while fulfillments did not travel goes over to the other side, and no customer is told. */
export async function carryOver(
  outside: Outside,
  stores: Stores,
  { shop, orders, by }: OrderRequest<OrderId>,
): Promise<RequestOutcome> {
  const keys = orders.map((orderId) => ({ shop, orderId }));
  return outcomeOf(keys, await stores.requests.carryOver(keys, by, now(outside)));
}

function outcomeOf(keys: readonly OrderKey[], asked: readonly OrderKey[]): RequestOutcome {
  const known = new Set(asked.map(({ orderId }) => orderId));
  const unknown = keys.filter(({ orderId }) => !known.has(orderId));
  return {
    asked: asked.map(({ orderId }) => orderId),
    refused: unknown.map(({ orderId }) => refusal(orderId, "Tandem does not know this order.")),
  };
}

/**
 * IMP-10: brings each order over whatever keeps it out. Refused, in words, where there is nothing to import or its sales order still
 * exists; both are read live. The request is kept, and the import itself is a look like any other.
 */
export async function importAnyway(
  outside: Outside,
  stores: Stores,
  { shop, orders, by, setup }: OrderRequest<string> & { readonly setup: PageSetup },
): Promise<RequestOutcome> {
  const asked: OrderId[] = [];
  const refused: RefusedRequest[] = [];
  for (const text of orders) {
    const outcome = await importOne(outside, stores, { shop, text, by, setup });
    if (outcome.ok) asked.push(outcome.value);
    else refused.push(outcome.problem);
  }
  return { asked, refused };
}

type Outcome = Result<OrderId, RefusedRequest>;

const refusal = (name: string, words: string, salesOrder: SalesOrderView | null = null): RefusedRequest => ({
  name,
  words,
  salesOrder,
});

async function importOne(
  outside: Outside,
  stores: Stores,
  { shop, text, by, setup }: { shop: ShopDomain; text: string; by: string; setup: PageSetup },
): Promise<Outcome> {
  const record = await stores.shops.find(shop);
  if (record === null || !isActive(record.activation))
    return failed(
      refusal(text, "Syncing is not switched on. Activate or resume it on Home, then choose Import anyway."),
    );
  const katana = await outside.katana(shop, "live");
  if (katana === null) return failed(refusal(text, "Connect Katana first, under Settings › Connection."));
  const order = await readNamedOrder(outside.shopify(shop), text);
  if (!order.ok) return failed(refusal(text, wordsOf(order.problem)));
  if (order.value === null) return failed(refusal(text, "Shopify shows no order of this number or id."));
  return importFound(outside, stores, { record, katana, order: order.value, by, setup });
}

interface FoundRequest {
  readonly record: ShopRecord;
  readonly katana: KatanaAccess;
  readonly order: Order;
  readonly by: string;
  readonly setup: PageSetup;
}

async function importFound(outside: Outside, stores: Stores, request: FoundRequest): Promise<Outcome> {
  const { record, katana, order, by, setup } = request;
  const [binding] = refusalsOfImport({
    order,
    settings: record.settings,
    activation: record.activation,
    history: { acceptedAt: null, importedAs: null },
  });
  if (binding !== undefined) return failed(refusal(order.name, describeReason(binding, false).sentence));
  const key = { shop: record.domain, orderId: order.id };
  const link = await stores.orders.linkOf(key);
  const existing = await findExisting(katana, key, link);
  if (!existing.ok) return failed(refusal(order.name, wordsOf(existing.problem)));
  if (existing.value !== null) return failed(stillThere(order, salesOrderView(setup, existing.value)));
  const goneSalesOrderId = link?.salesOrderId ?? null;
  const kept = await stores.requests.importAnyway(key, { by, goneSalesOrderId }, now(outside));
  if (!kept) return failed(refusal(order.name, "The order came over a moment ago."));
  outside.log("order.import-anyway", { ...key });
  return ok(order.id);
}

interface ExistingSalesOrder {
  readonly id: SalesOrderId;
  readonly no: string;
}

/** The order's sales order as far as it still exists: the one it came over as, else any that carries its hidden id (IMP-9). */
async function findExisting(
  { client, live, accountId }: KatanaAccess,
  { shop, orderId }: { shop: ShopDomain; orderId: OrderId },
  link: KeptLink | null,
): Promise<Result<ExistingSalesOrder | null, CallFailure>> {
  if (link?.accountId === accountId && link.goneFromKatanaAt === null) {
    const linked = await live.loadSalesOrder(link.salesOrderId);
    if (!linked.ok) return linked;
    if (linked.value !== null && !linked.value.deleted) return ok({ id: link.salesOrderId, no: link.salesOrderNo });
  }
  const found = await client.findSalesOrders(shop, orderId);
  if (!found.ok) return found;
  const there = found.value.find(({ deleted }) => !deleted);
  return ok(there === undefined ? null : { id: there.id, no: there.orderNo });
}

const stillThere = (order: Order, salesOrder: SalesOrderView): RefusedRequest =>
  refusal(order.name, `Katana already has it as sales order ${salesOrder.no}.`, salesOrder);

const wordsOf = (failure: CallFailure): string => {
  const { sentence, remedy } = describeFailure(failure);
  return `${sentence} ${remedy}`;
};

const now = ({ clock }: Outside): string => new Date(clock.now()).toISOString();
