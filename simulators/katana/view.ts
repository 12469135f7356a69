import { encodeFulfillment } from "./encode-fulfillment.ts";
import { encodeFee, encodeSalesOrder } from "./encode-sales-order.ts";
import { fulfillmentsOf } from "./sales-order-status.ts";
import { feeOf } from "./sales-order-total.ts";
import type { SalesOrder } from "./state.ts";
import type { Account, World } from "./world.ts";

/** A sales order as the API shows it, with its fulfillments, whatever the switches say of a missing fee. */
export function viewSalesOrder(world: World, account: Account, order: SalesOrder) {
  const fee = feeOf(account, order);
  const steady: World = { ...world, switches: { ...world.switches, noShippingFee: "null" } };
  return {
    ...encodeSalesOrder(steady, account, order),
    shipping_fee: fee ? encodeFee(fee) : null,
    fulfillments: fulfillmentsOf(account, order.id).map((fulfillment) => encodeFulfillment(account, fulfillment)),
  };
}

export type SalesOrderView = ReturnType<typeof viewSalesOrder>;
