import { describeFailure } from "../domain/describe-failure.ts";
import { describeReason } from "../domain/describe-reason.ts";
import { describeWait } from "../domain/describe-wait.ts";
import type { ShopDomain } from "../domain/ids.ts";
import { refusalsOfImport } from "../domain/import-anyway.ts";
import type { Order } from "../domain/order.ts";
import { planOrder } from "../domain/plan-order.ts";
import { planInput } from "./load-situation.ts";
import type { Outside } from "./ports.ts";
import { readNamedOrder } from "./read-named-order.ts";
import type { Stores } from "./stores.ts";
import type { LiveOrderView } from "./views.ts";

/** Asks Shopify for an order that Tandem never heard of, and says why it is not in Katana. Nothing is written. */
export async function lookUpOrder(
  outside: Outside,
  stores: Stores,
  { shop, text }: { shop: ShopDomain; text: string },
): Promise<LiveOrderView> {
  const order = await readNamedOrder(outside.shopify(shop), text);
  if (!order.ok) return { kind: "failed", ...describeFailure(order.problem) };
  if (order.value === null) return { kind: "not-shown" };
  return explain(outside, stores, { shop, order: order.value });
}

async function explain(
  outside: Outside,
  stores: Stores,
  { shop, order }: { shop: ShopDomain; order: Order },
): Promise<LiveOrderView> {
  const { id: orderId, name, totals, currency } = order;
  const record = await stores.shops.find(shop);
  if (record === null) return { kind: "not-shown" };
  const claim = { shop, acceptedAt: null, importAnyway: null };
  const input = await planInput(outside, stores, { claim, shop: record, link: null, order });
  const { reasons, waits } = planOrder(input);
  const pressing = waits.filter(({ kind }) => kind !== "katana-not-read");
  const canImportAnyway = refusalsOfImport({ ...input, order }).length === 0;
  const why = [...reasons.map((reason) => describeReason(reason, canImportAnyway)), ...pressing.map(describeWait)];
  return {
    kind: "found",
    orderId,
    name,
    total: totals.total,
    currency,
    why: why.length > 0 ? why : [nothingInTheWay],
    canImportAnyway,
  };
}

const nothingInTheWay = {
  sentence: "Nothing keeps this order out of Katana. Shopify has not told Tandem about it yet.",
  remedy: "It comes over by itself within minutes. To have it there now, choose Import anyway.",
};
