import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { OrderView, ReturnSeed } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";

let flow: Flow;

/** One whose create took effect and got no answer. It waits while the other tests run. */
let unanswered: Sent;

const settings = (bringReturns: string) => ({
  ...{ importPaymentPending: "off", bringShippingFee: "on", nonPhysicalCustomItems: "service" },
  ...{ bringOrderChanges: "on", bringLocationUpdates: "on", bringReturns, syncFulfillment: "off" },
});

beforeAll(async () => {
  flow = await startFlow({ env: { KATANA_POLL_SECONDS: "1" } });
  await flow.merchant.submit("/app/settings/orders", settings("on"));
  unanswered = await sent();
  const match = { method: "POST", path: /\/sales_returns$/ };
  flow.katana.faults.add({ match, fault: { kind: "drop", when: "after" } });
  open(unanswered);
  await becomes(unanswered, "NOT_RETURNED");
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

/** An order that came over and went out on both sides. */
interface Sent {
  readonly order: OrderView;
  readonly salesOrder: SalesOrderView;
}

async function sent({ inKatana = true } = {}): Promise<Sent> {
  const { id } = flow.place({ lines: [{ variantId: flow.variantId("MUG-CER"), quantity: 3 }] });
  const salesOrder = await flow.imported(flow.shop.order(id));
  if (inKatana) flow.account.deliver(salesOrder.id);
  flow.shop.fulfil(id);
  return { order: flow.shop.order(id), salesOrder };
}

const mugs = ({ order }: Sent, quantity: number): ReturnSeed => ({
  lines: [{ lineId: order.lines[0]?.id ?? "", quantity, reason: "wrong-item" }],
});

const open = (one: Sent, quantity = 2) => flow.shop.createReturn(one.order.id, mugs(one, quantity));

const salesReturn = ({ salesOrder }: Sent) =>
  flow.account.returns().find(({ sales_order_id }) => sales_order_id === salesOrder.id);

/** As `NOT_RETURNED 2`, the quantities of its rows behind its status; null for none. */
const stateOf = (one: Sent): string | null => {
  const found = salesReturn(one);
  return found === undefined
    ? null
    : [found.status, ...found.rows.map(({ quantity }) => String(Number(quantity)))].join(" ");
};

const becomes = (one: Sent, wanted: string | null) =>
  until(() => stateOf(one) === wanted, { what: String(wanted), seen: () => String(stateOf(one)) });

const statusInShopify = ({ order }: Sent, returnId: string) =>
  flow.shop.order(order.id).returns.find(({ id }) => id === returnId)?.status;

const becomesInShopify = (one: Sent, returnId: string, wanted: string) =>
  until(() => statusInShopify(one, returnId) === wanted, {
    what: `the return is ${wanted}`,
    seen: () => String(statusInShopify(one, returnId)),
  });

/** Shopify tells an update within a second of another only once. */
const apart = () => pause(1_100);

describe("[RET-1] [RET-2] a return", () => {
  it("comes over when it is approved, with its reason, follows its changes and goes when it is cancelled", async () => {
    const one = await sent();
    const asked = flow.shop.requestReturn(one.order.id, mugs(one, 2));
    await apart();
    expect(stateOf(one)).toBeNull();
    flow.shop.approveReturn(asked.id);
    await becomes(one, "NOT_RETURNED 2");
    expect(salesReturn(one)).toMatchObject({ order_no: asked.name, rows: [{ reason_id: expect.any(Number) }] });
    await apart();
    flow.shop.editReturn(asked.id, { [asked.lines[0]?.id ?? ""]: 1 });
    await becomes(one, "NOT_RETURNED 1");
    await apart();
    flow.shop.cancelReturn(asked.id);
    await becomes(one, null);
    await flow.stands(one.order, "in-step");
  });

  it("[REC-3] is told on the order's page", async () => {
    const one = await sent();
    const { name } = open(one);
    await becomes(one, "NOT_RETURNED 2");
    const told = async () =>
      (await flow.merchant.open(`/app/orders/${one.order.legacyId}`)).includes(`The sales return ${name} was created`);
    expect(await until(told, { what: "the timeline" })).toBe(true);
  });
});

describe("[RET-3] a return that was dealt with", () => {
  it("is restocked as a whole, and closes nothing by that", async () => {
    const one = await sent();
    const { id, lines } = open(one);
    await becomes(one, "NOT_RETURNED 2");
    const processed = (quantity: number) => [{ returnLineId: lines[0]?.id ?? "", quantity }];
    await apart();
    flow.shop.processReturn(id, { lines: processed(1) });
    await apart();
    expect(stateOf(one)).toBe("NOT_RETURNED 2");
    flow.shop.processReturn(id, { lines: processed(1) });
    await becomes(one, "RESTOCKED_ALL 2");
    await flow.stands(one.order, "in-step");
  });

  it("is a block when only a part was restocked", async () => {
    const one = await sent();
    const { id, lines } = open(one);
    await becomes(one, "NOT_RETURNED 2");
    await apart();
    const line = { returnLineId: lines[0]?.id ?? "", quantity: 1 };
    flow.shop.processReturn(id, { lines: [line, { ...line, disposition: "NOT_RESTOCKED" }] });
    const { why } = await flow.stands(one.order, "needs-you");
    expect(why[0]?.sentence).toMatch(/1 unit of 2 went back into stock/);
  });
});

describe("[RET-4] a sales return that a person set to returned", () => {
  it("closes the return in Shopify once the merchant allowed it", async () => {
    const one = await sent();
    const { id } = open(one);
    await becomes(one, "NOT_RETURNED 2");
    flow.account.setReturnStatus(salesReturn(one)?.id ?? 0, "RETURNED_ALL");
    const { why } = await flow.stands(one.order, "needs-you");
    expect(why[0]?.sentence).toContain(flow.shop.order(one.order.id).returns[0]?.name);
    flow.shop.installation.grant(["write_returns"]);
    await becomesInShopify(one, id, "CLOSED");
    await flow.stands(one.order, "in-step");
  });

  it("closes it by the regular look at Katana alone; what Tandem set itself closes nothing", async () => {
    const [byPerson, byTandem] = [await sent(), await sent()];
    const [closed, processed] = [open(byPerson), open(byTandem)];
    await becomes(byPerson, "NOT_RETURNED 2");
    await becomes(byTandem, "NOT_RETURNED 2");
    flow.shop.processReturn(processed.id, {
      lines: [{ returnLineId: processed.lines[0]?.id ?? "", quantity: 2, disposition: "NOT_RESTOCKED" }],
    });
    await becomes(byTandem, "RETURNED_ALL 2");
    flow.account.setReturnStatus(salesReturn(byPerson)?.id ?? 0, "RETURNED_ALL");
    await becomesInShopify(byPerson, closed.id, "CLOSED");
    await flow.stands(byTandem.order, "in-step");
    const closings = flow.shopify.requests().filter(({ operation }) => operation === "TandemCloseReturn");
    expect(closings.map(({ variables }) => variables)).toContainEqual({ id: closed.id });
    expect(closings.map(({ variables }) => variables)).not.toContainEqual({ id: processed.id });
  });
});

describe("[RET-5] what did not go out in Katana", () => {
  it("cannot come back until it did", async () => {
    const one = await sent({ inKatana: false });
    open(one);
    const { why } = await flow.stands(one.order, "needs-you");
    expect(why.map(({ sentence }) => sentence).join(" ")).toMatch(/than was delivered in Katana/);
    flow.account.deliver(one.salesOrder.id);
    await flow.merchant.syncNow(one.order);
    await becomes(one, "NOT_RETURNED 2");
  });
});

describe("[RET-6] an exchange", () => {
  it("brings its line once, as a change of the order", async () => {
    const one = await sent({ inKatana: false });
    const exchange = [{ variantId: flow.variantId("BOARD-ASH"), quantity: 1 }];
    const { id } = flow.shop.createReturn(one.order.id, { ...mugs(one, 1), exchange });
    await apart();
    flow.shop.processReturn(id);
    const rows = () => flow.account.salesOrder(one.salesOrder.id)?.sales_order_rows.map(({ quantity }) => quantity);
    await until(() => rows()?.join() === "3,1", { what: "the exchanged goods", seen: () => String(rows()) });
    await apart();
    expect(rows()).toEqual([3, 1]);
  });
});

it("[REC-6] a return whose create got no answer is made once", async () => {
  await until(() => stateOf(unanswered) === "NOT_RETURNED 2", { what: "the return", withinMs: 40_000 });
  const { id } = unanswered.salesOrder;
  expect(flow.account.returns().filter(({ sales_order_id }) => sales_order_id === id)).toHaveLength(1);
}, 50_000);

it("[SET-7] off means off, and on again brings what changes from then on", async () => {
  const one = await sent();
  await flow.merchant.submit("/app/settings/orders", settings("off"));
  const { id, lines } = open(one);
  await apart();
  await flow.stands(one.order, "in-step");
  await flow.merchant.submit("/app/settings/orders", settings("on"));
  await flow.merchant.syncNow(one.order);
  await apart();
  flow.shop.editReturn(id, { [lines[0]?.id ?? ""]: 1 });
  await becomes(one, "NOT_RETURNED 1");
});
