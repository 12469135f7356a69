import { agreeOnImport, agreeOnShippingFee } from "../agree.ts";
import { desiredSalesOrder } from "../desired-sales-order.ts";
import type { KatanaNow } from "../katana-now.ts";
import { lookAt } from "../order-look.ts";
import type { Order } from "../order.ts";
import type { Link } from "../plan-order.ts";
import { routeLines } from "../routing.ts";
import type { ActualRow, ActualSalesOrder } from "../sales-order.ts";
import { aPlanInput } from "./build-plan-input.ts";
import { asCreated, asSent, someReferences } from "./build-references.ts";
import { shippingFeeId, taxRateId } from "./ids.ts";

/** An order as it came over, and what Katana has of it since. */
export interface Imported {
  readonly link: Link;
  readonly actual: KatanaNow;
}

/** The order once it came over whole, with its fee. */
export const imported = (order: Order, references = someReferences()): Imported => {
  const { shop, settings, locations, now } = aPlanInput();
  const routing = routeLines({ order, now, locations });
  const { salesOrder } = desiredSalesOrder({ order, shop, settings, routing, references });
  if (salesOrder === null) throw new Error("the order should come over");
  const made = asCreated(salesOrder);
  const fee = salesOrder.shippingFee;
  const actual: ActualSalesOrder = {
    ...made,
    rows: made.rows.map((row) => ({ ...row, taxRateId: taxRateId(3) })),
    shippingFee: fee && { id: shippingFeeId(7), amount: fee.amount, description: fee.description },
  };
  const agreed = agreeOnShippingFee(agreeOnImport(asSent(salesOrder), actual), shippingFeeId(7));
  const look = lookAt(order);
  return {
    link: { salesOrderId: actual.id, salesOrderNo: actual.orderNo, agreed, agreedLook: look, lastLook: look },
    actual: { salesOrder: actual, fulfilledQuantities: new Map(), hasReturns: false },
  };
};

/** The same with its rows changed. */
export const withRows = (now: KatanaNow, change: (row: ActualRow) => ActualRow | null): KatanaNow => ({
  ...now,
  salesOrder: {
    ...now.salesOrder,
    rows: now.salesOrder.rows.map(change).filter((row) => row !== null),
  },
});
