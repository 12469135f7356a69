import { describe, expect, it } from "vitest";
import { connect, openShop, type Loose } from "./testing/open-shop.ts";

async function sent(quantity = 3) {
  const opened = await openShop();
  const { shop } = opened;
  const placed = shop.placeOrder({ lines: [{ variantId: opened.variantId("CHAIR-OAK"), quantity }] });
  await opened.settle();
  shop.fulfil(placed.id);
  const lineId = placed.lines[0]?.id ?? "";
  return { opened, shop, id: placed.id, lineId, now: () => shop.order(placed.id) };
}

describe("a return", () => {
  it("goes from requested over open to closed, and shows in the order", async () => {
    const { shop, id, lineId, now } = await sent();
    const requested = shop.requestReturn(id, { lines: [{ lineId, quantity: 2, reason: "wrong-item" }] });
    expect([requested.status, now().returnStatus, requested.reverseFulfillmentOrderId]).toEqual([
      "REQUESTED",
      "RETURN_REQUESTED",
      null,
    ]);
    const opened = shop.approveReturn(requested.id);
    expect([opened.status, now().returnStatus]).toEqual(["OPEN", "IN_PROGRESS"]);
    const done = shop.processReturn(opened.id);
    expect([done.status, now().returnStatus]).toEqual(["CLOSED", "RETURNED"]);
    expect(now().lines[0]?.currentQuantity).toBe(1);
    expect(now().refunds).toMatchObject([{ amount: "100.00", returnId: requested.id }]);
    expect(shop.reopenReturn(done.id).status).toBe("OPEN");
  });

  it("stays open when returns do not close by themselves", async () => {
    const { shop, id, lineId, now } = await sent();
    shop.settings.autoCloseReturns = false;
    const open = shop.createReturn(id, { lines: [{ lineId, quantity: 1 }] });
    shop.processReturn(open.id, { refund: false });
    expect([now().returns[0]?.status, now().returnStatus, now().refunds.length]).toEqual([
      "OPEN",
      "INSPECTION_COMPLETE",
      0,
    ]);
    expect(shop.closeReturn(open.id).status).toBe("CLOSED");
  });

  it("is declined, or cancelled while nothing was processed", async () => {
    const { shop, id, lineId, now } = await sent();
    const declined = shop.requestReturn(id, { lines: [{ lineId, quantity: 1 }] });
    expect(shop.declineReturn(declined.id, { reason: "FINAL_SALE" }).status).toBe("DECLINED");
    const cancelled = shop.createReturn(id, { lines: [{ lineId, quantity: 1 }] });
    expect(shop.cancelReturn(cancelled.id).status).toBe("CANCELED");
    const open = shop.createReturn(id, { lines: [{ lineId, quantity: 2 }] });
    shop.processReturn(open.id, { lines: [{ returnLineId: open.lines[0]?.id ?? "", quantity: 1 }] });
    expect(() => shop.cancelReturn(open.id)).toThrow("has been processed");
    expect(now().returnStatus).toBe("IN_PROGRESS");
  });

  it("takes no more than was sent and not returned or refunded", async () => {
    const { shop, id, lineId } = await sent(2);
    shop.refund(id, { lines: [{ lineId, quantity: 1 }] });
    shop.createReturn(id, { lines: [{ lineId, quantity: 1 }] });
    expect(() => shop.createReturn(id, { lines: [{ lineId, quantity: 1 }] })).toThrow("Only 0 of 1");
  });

  it("takes the order out of the archive and lets staff lower its quantities", async () => {
    const { shop, id, lineId, now } = await sent();
    expect(now().closedAt).not.toBeNull();
    const open = shop.createReturn(id, { lines: [{ lineId, quantity: 3 }] });
    expect(now().closedAt).toBeNull();
    expect(shop.editReturn(open.id, { [open.lines[0]?.id ?? ""]: 1 }).lines[0]?.quantity).toBe(1);
  });

  it("adds what is sent in exchange as new lines to be fulfilled", async () => {
    const { opened, shop, id, lineId, now } = await sent();
    const exchange = [{ variantId: opened.variantId("TABLE"), quantity: 1 }];
    const open = shop.createReturn(id, { lines: [{ lineId, quantity: 1 }], exchange });
    expect(now().lines).toHaveLength(1);
    shop.processReturn(open.id);
    expect(now().lines[1]).toMatchObject({ sku: "TABLE", unfulfilledQuantity: 1 });
    expect(now().fulfillmentStatus).toBe("PARTIALLY_FULFILLED");
  });
});

describe("returns through the API", () => {
  it("are opened, processed with dispositions, and closed; what leads to the order is there", async () => {
    const { opened, shop, id, now } = await sent(2);
    shop.installation.grant(["write_returns"]);
    shop.settings.autoCloseReturns = false;
    const query = await connect(opened);
    const fulfillmentLineItemId = now().fulfillments[0]?.lines[0]?.id;
    const made: Loose = await query(
      `mutation ($input: ReturnInput!) { returnCreate(returnInput: $input) { return { id status order { id }
        returnLineItems(first: 5) { nodes { id returnReasonDefinition { handle } ... on ReturnLineItem { fulfillmentLineItem { id } } } }
        reverseFulfillmentOrders(first: 5) { nodes { id lineItems(first: 5) { nodes { id totalQuantity } } } } } userErrors { code message } } }`,
      { input: { orderId: id, returnLineItems: [{ fulfillmentLineItemId, quantity: 2, returnReason: "DEFECTIVE" }] } },
    );
    const one = made.data.returnCreate.return;
    expect(one).toMatchObject({
      status: "OPEN",
      order: { id },
      returnLineItems: { nodes: [{ returnReasonDefinition: { handle: "defective" } }] },
    });
    const reverse = one.reverseFulfillmentOrders.nodes[0];
    const found: Loose = await query(
      "query ($r: ID!, $v: ID!) { return(id: $r) { order { id } } reverseFulfillmentOrder(id: $v) { order { id } } }",
      { r: one.id, v: reverse.id },
    );
    expect(found.data).toEqual({ return: { order: { id } }, reverseFulfillmentOrder: { order: { id } } });
    const locationId = shop.locations()[0]?.id;
    const dispositions = [
      {
        reverseFulfillmentOrderLineItemId: reverse.lineItems.nodes[0].id,
        quantity: 2,
        dispositionType: "RESTOCKED",
        locationId,
      },
    ];
    const processed: Loose = await query(
      "mutation ($input: ReturnProcessInput!) { returnProcess(input: $input) { return { status } userErrors { message } } }",
      {
        input: {
          returnId: one.id,
          returnLineItems: [{ id: one.returnLineItems.nodes[0].id, quantity: 2, dispositions }],
        },
      },
    );
    expect(processed.data.returnProcess).toEqual({ return: { status: "OPEN" }, userErrors: [] });
    const closed: Loose = await query(
      "mutation ($id: ID!) { returnClose(id: $id) { return { status } userErrors { code } } }",
      { id: one.id },
    );
    expect(closed.data.returnClose.return.status).toBe("CLOSED");
    const again: Loose = await query(
      "mutation ($id: ID!) { returnClose(id: $id) { return { status } userErrors { code } } }",
      { id: one.id },
    );
    expect(again.data.returnClose).toEqual({ return: null, userErrors: [{ code: "INVALID_STATE" }] });
  });

  it("refuse a refund without an idempotency key, and repeat none with the same key", async () => {
    const { opened, id, now } = await sent(2);
    const query = await connect(opened);
    const input = {
      orderId: id,
      transactions: [{ orderId: id, amount: "10.00", gateway: "shopify_payments", kind: "REFUND" }],
    };
    const bare: Loose = await query(
      "mutation ($input: RefundInput!) { refundCreate(input: $input) { refund { id } userErrors { message } } }",
      { input },
    );
    expect(bare.errors[0].message).toContain("@idempotent");
    const text =
      'mutation ($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "k1") { refund { id } userErrors { message } } }';
    const first: Loose = await query(text, { input });
    const second: Loose = await query(text, { input });
    expect(second.data).toEqual(first.data);
    expect(now().refunds).toHaveLength(1);
  });
});
