import type { SalesOrderView } from "../../../simulators/katana/view.ts";
import type { OrderSeed, OrderView } from "../../../simulators/shopify/control.ts";
import { createMerchant } from "../../support/merchant.ts";
import type { World } from "../../support/world.ts";
import { pause, until } from "../../support/until.ts";
import { placeOrder, variantOf } from "./orders.ts";

/** A dozen orders as a shop has them: most in step, and one of each kind that is not. */
export async function placeShowcase(world: World): Promise<void> {
  const { shop, account } = world;
  const people = shop.customers().map(({ id }) => id);
  const shipping = [{ title: "Standard shipping", price: "4.90" }];
  const place = (lines: readonly (readonly [sku: string, quantity: number])[], seed: Partial<OrderSeed> = {}) =>
    placeOrder(world, {
      customer: people[shop.orders().length % people.length] ?? null,
      shipping,
      lines: lines.map(([sku, quantity]) => ({ variantId: variantOf(world, sku), quantity })),
      ...seed,
    });
  const salesOrderOf = ({ legacyId }: OrderView): SalesOrderView => {
    const found = account.salesOrders().find((one) => one.ecommerce_order_id === legacyId);
    if (found === undefined) throw new Error(`Order ${legacyId} has no sales order.`);
    return found;
  };
  const settled = async (salesOrders: number): Promise<void> => {
    await until(() => account.salesOrders().length >= salesOrders, { what: `${String(salesOrders)} sales orders` });
    await world.shopify.deliveries.idle();
  };

  await createMerchant(world).submit("/app/settings/orders", {
    ...{ importPaymentPending: "off", bringShippingFee: "on", nonPhysicalCustomItems: "service" },
    ...{ bringOrderChanges: "on", bringLocationUpdates: "on", bringReturns: "on", syncFulfillment: "on" },
  });
  place([
    ["LAMP-OAK", 2],
    ["SHADE-LIN", 2],
  ]);
  const edited = place([["MUG-CER", 6]]);
  place(
    [
      ["THROW-WOOL", 1],
      ["CANDLE-BEE", 4],
    ],
    { discount: { percent: 10, code: "WELCOME10" } },
  );
  place([["BOARD-ASH", 3]], { payment: "pending" });
  const left = place([["NOTE-LEA", 5]], { shipping: [{ title: "Express", price: "12.00" }] });
  const gone = place([["LAMP-WAL", 1]]);
  await settled(5);

  shop.editOrder(edited.id, { setQuantity: { [edited.lines[0]?.id ?? ""]: 8 } });
  shop.fulfil(left.id, {
    lines: [{ lineId: left.lines[0]?.id ?? "", quantity: 3 }],
    tracking: { number: "JD014600006281", company: "DHL Express", url: "https://example.com/track/JD014600006281" },
  });
  await until(() => salesOrderOf(gone).shipping_fee !== null, { what: "the fee of what is deleted" });
  account.deleteSalesOrder(salesOrderOf(gone).id);
  place([["CANDLE-BEE", 12]], { poNumber: "PO-7781" });
  const cancelled = place([["SHADE-LIN", 1]], { payment: "pending" });
  shop.cancelOrder(cancelled.id);
  place([
    ["MUG-CER", 2],
    ["BOARD-ASH", 1],
  ]);
  placeOrder(world, { lines: [{ custom: { title: "Engraved name plate", price: "15.00" }, quantity: 1 }] });
  await settled(7);

  const stand = shop.addLocation({ name: "Christmas market" });
  placeOrder(world, {
    customer: people[1] ?? null,
    lines: [{ variantId: variantOf(world, "CANDLE-BEE"), quantity: 20, locationId: stand.id }],
  });
  place([
    ["LAMP-OAK", 1],
    ["NOTE-LEA", 1],
  ]);
  await settled(8);
  shop.createReturn(left.id, {
    lines: [{ lineId: left.lines[0]?.id ?? "", quantity: 1, reason: "defective" }],
  });
  shop.updateNote(gone.id, "Is it on its way?");
  shop.sendComplianceRequest("customers/data_request", people[0] ?? "");
  // Routing, fees and the last looks.
  await pause(3_000);
}
