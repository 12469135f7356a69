import { agreeOnAdoption, salesOrderToAdopt } from "../domain/adoption.ts";
import { compareTotals, expectTotals } from "../domain/compare-totals.ts";
import { desiredSalesOrder } from "../domain/desired-sales-order.ts";
import { lookAt } from "../domain/order-look.ts";
import { routeLines } from "../domain/routing.ts";
import type { ActualSalesOrder } from "../domain/sales-order.ts";
import { keptAfter } from "./kept-after.ts";
import type { Situation } from "./load-situation.ts";
import type { Outside } from "./ports.ts";
import type { Claim, KeptLink, NewLink, Stores } from "./stores.ts";

/** Links the order to the sales order that Katana's own Shopify integration made for it (CON-6); null when it made none. */
export async function adoptNative(
  outside: Outside,
  stores: Stores,
  { claim, situation }: { claim: Claim; situation: Situation },
): Promise<KeptLink | null> {
  const salesOrder = salesOrderToAdopt(situation.native);
  const link = salesOrder && newLink(situation, salesOrder);
  if (link === null) return null;
  const at = new Date(outside.clock.now()).toISOString();
  await stores.orders.link(claim, link, at);
  outside.log("order.adopted", { shop: claim.shop, orderId: claim.orderId, salesOrderId: link.salesOrderId });
  return keptAfter(claim.link, link, at);
}

function newLink({ order, katana, input }: Situation, actual: ActualSalesOrder): NewLink | null {
  const { references, shop, settings, locations, now } = input;
  if (order === null || katana === null || references === null) return null;
  const routing = routeLines({ order, now, locations });
  const { salesOrder: desired } = desiredSalesOrder({ order, shop, settings, routing, references });
  const agreed = agreeOnAdoption(order, { desired, actual, references });
  return {
    accountId: katana.accountId,
    salesOrderId: actual.id,
    salesOrderNo: actual.orderNo,
    agreed,
    agreedLook: lookAt(order),
    lastLook: lookAt(order),
    totals: compareTotals(expectTotals(order, { rows: agreed.rows, shippingFee: agreed.shippingFee }), actual),
    attemptId: null,
    goneFromKatana: actual.deleted,
    found: true,
    timeline: [
      {
        kind: actual.deleted ? "found-deleted" : "adopted",
        cause: "look-up",
        details: { salesOrderNo: actual.orderNo },
      },
    ],
  };
}
