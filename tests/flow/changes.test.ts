import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SalesOrderView } from "../../simulators/katana/view.ts";
import type { EditSeed, OrderSeed, OrderView } from "../../simulators/shopify/control.ts";
import { startFlow, type Flow } from "../support/flow.ts";
import { pause, until } from "../support/until.ts";

let flow: Flow;

/** Two whose change gets no answer: after it took effect, and before. They wait while the other tests run. */
let unanswered: readonly Promise<Imported>[];

beforeAll(async () => {
  flow = await startFlow();
  unanswered = (["after", "before"] as const).map(async (when) => {
    const one = await imported();
    const match = { method: "PATCH", path: new RegExp(`/sales_order_rows/${String(rowId(one))}$`) };
    flow.katana.faults.add({ match, fault: { kind: "drop", when } });
    setUnits(one, 4);
    return one;
  });
});

afterAll(async () => {
  await flow.stop();
});

afterEach(() => {
  expect(flow.katana.refusals(), "requests that Katana does not know").toEqual([]);
});

const of = (sku: string, quantity = 1) => ({ variantId: flow.variantId(sku), quantity });
const mugs = (quantity = 1) => of("MUG-CER", quantity);

/** An order that came over, and its sales order. */
interface Imported {
  readonly order: OrderView;
  readonly salesOrder: SalesOrderView;
}

async function imported(seed: Partial<OrderSeed> = {}): Promise<Imported> {
  const { id } = flow.place({ lines: [mugs(2)], ...seed });
  const order = flow.shop.order(id);
  const salesOrder = await flow.imported(order);
  await flow.stands(order, "in-step");
  return { order: flow.shop.order(id), salesOrder };
}

const now = ({ salesOrder }: Imported): SalesOrderView => {
  const found = flow.account.salesOrder(salesOrder.id);
  if (found === undefined) throw new Error("there is no such sales order");
  return found;
};

const quantities = (one: Imported) => now(one).sales_order_rows.map(({ quantity }) => quantity);

/** Waits until the rows have these quantities, in the order of the lines. */
const rows = (one: Imported, wanted: readonly number[]) =>
  until(() => JSON.stringify(quantities(one)) === JSON.stringify(wanted), {
    what: `rows of ${wanted.join(", ")}; there are ${quantities(one).join(", ")}`,
  });

const lineId = ({ order }: Imported, index = 0): string => order.lines[index]?.id ?? "";
const rowId = ({ salesOrder }: Imported, index = 0): number => salesOrder.sales_order_rows[index]?.id ?? 0;
const edit = ({ order }: Imported, seed: EditSeed) => flow.shop.editOrder(order.id, seed);
const setUnits = (one: Imported, units: number) => edit(one, { setQuantity: { [lineId(one)]: units } });

const blocks = async ({ order }: Imported): Promise<readonly string[]> =>
  (await flow.stands(order, "needs-you")).why.map(({ sentence }) => sentence);

/** What Katana was asked about one sales order, its rows and what makes them, by method and path without ids. */
async function asked(one: Imported, act: () => Promise<unknown>): Promise<readonly string[]> {
  const before = flow.katana.requests().length;
  await act();
  const rowIds = one.salesOrder.sales_order_rows.map(({ id }) => id);
  const made = flow.account.manufacturingOrders().filter((order) => rowIds.includes(order.sales_order_row_id ?? 0));
  const ids = new Set([one.salesOrder.id, ...rowIds, ...made.map(({ id }) => id)].map(String));
  return flow.katana
    .requests()
    .slice(before)
    .filter(({ path }) => ids.has(path.split("/").at(-1) ?? ""))
    .map(({ method, path }) => `${method} ${path.replace(/\/\d+/g, "/{id}")}`);
}

const readsOf = ({ salesOrder }: Imported): number =>
  flow.katana.requests().filter(({ method, path }) => method === "GET" && path === `/sales_orders/${salesOrder.id}`)
    .length;

/** Shopify tells an update within a second of another only once. */
const apart = () => pause(1_100);

describe("[CHG-2] a quantity", () => {
  it("[CHG-1] changes its row with its share of the discount, by one read and one write", async () => {
    const one = await imported({ lines: [mugs(2)], discount: { percent: 10, title: "Tenth" } });
    const calls = await asked(one, async () => {
      setUnits(one, 5);
      await rows(one, [5]);
      await flow.stands(one.order, "in-step");
    });
    expect(calls).toEqual(["GET /sales_orders/{id}", "PATCH /sales_order_rows/{id}"]);
    const [row] = now(one).sales_order_rows;
    const rate = flow.account.taxRates().find(({ id }) => id === row?.tax_rate_id)?.rate ?? 0;
    const net = 5 * Number(row?.price_per_unit) - Number(row?.total_discount);
    expect(net * (1 + rate / 100)).toBeCloseTo(Number(flow.shop.order(one.order.id).totals.total), 1);
  });

  it("leaves a row that a person changed or added", async () => {
    const one = await imported({ lines: [mugs(2), of("BOARD-ASH")] });
    flow.account.editRow(rowId(one, 1), { quantity: 9 });
    flow.account.addRow(one.salesOrder.id, { variant_id: flow.katanaVariantId("MUG-CER"), quantity: 4 });
    setUnits(one, 3);
    await rows(one, [3, 9, 4]);
    flow.account.editRow(rowId(one), { quantity: 8 });
    await apart();
    setUnits(one, 4);
    await rows(one, [4, 9, 4]);
    expect(await flow.merchant.open(`/app/orders/${one.order.legacyId}`)).toContain(
      "It replaces the quantity that was entered in Katana.",
    );
  });
});

describe("[CHG-3] [CHG-4] lines", () => {
  it("come, go and come again, with custom ones and two of the same SKU", async () => {
    const one = await imported({ lines: [mugs(2)] });
    edit(one, {
      add: [mugs(1), { custom: { title: "Engraving", price: "7.00", requiresShipping: false }, quantity: 1 }],
    });
    await rows(one, [2, 1, 1]);
    const added = flow.shop.order(one.order.id).lines;
    await apart();
    edit(one, { remove: [added[1]?.id ?? ""] });
    await rows(one, [2, 1]);
    await apart();
    edit(one, { add: [mugs(3)] });
    await rows(one, [2, 1, 3]);
    await flow.stands(one.order, "in-step");
  });
});

const statuses = ["NOT_STARTED", "BLOCKED", "IN_PROGRESS", "PARTIALLY_COMPLETED", "DONE"] as const;
const happenings = {
  up: (one: Imported) => setUnits(one, 5),
  down: (one: Imported) => setUnits(one, 1),
  removed: (one: Imported) => edit(one, { remove: [lineId(one)] }),
  cancelled: ({ order }: Imported) => flow.shop.cancelOrder(order.id),
} as const;
const table = statuses.flatMap((status) =>
  Object.keys(happenings).map((happening) => [status, happening as keyof typeof happenings] as const),
);

describe("[CHG-2] [CHG-4] [CHG-5] a manufacturing order", () => {
  // All at once: each case waits for its own order.
  const cases = new Map<string, Promise<Imported & { readonly manufacturingOrderId: number }>>();
  beforeAll(() => {
    for (const [status, happening] of table)
      cases.set(
        `${status} ${happening}`,
        imported({ lines: [mugs(2), of("BOARD-ASH")] }).then((one) => {
          const { id } = flow.account.makeToOrder(rowId(one));
          if (status !== "NOT_STARTED") flow.account.setManufacturingStatus(id, status);
          happenings[happening](one);
          return { ...one, manufacturingOrderId: id };
        }),
      );
  });

  it.each(table)("that is %s when its order is %s", { timeout: 90_000 }, async (status, happening) => {
    const one = await cases.get(`${status} ${happening}`)!;
    await until(
      () =>
        happening === "cancelled"
          ? now(one).deleted_at !== null
          : quantities(one)[0] === { up: 5, down: 1, removed: 1 }[happening],
      { what: `the change of ${one.order.name}`, withinMs: 60_000 },
    );
    if (happening !== "cancelled") await flow.stands(one.order, "in-step");
    const made = flow.account
      .manufacturingOrders({ includeDeleted: true })
      .find(({ id }) => id === one.manufacturingOrderId);
    const goes = happening === "removed" || happening === "cancelled";
    if (status !== "NOT_STARTED")
      expect(made).toMatchObject({ deleted_at: null, sales_order_row_id: null, planned_quantity: 2 });
    else if (goes) expect(made?.deleted_at).not.toBeNull();
    else expect(made).toMatchObject({ deleted_at: null, planned_quantity: happening === "up" ? 5 : 1 });
  });

  it.each([true, false])("is set once, whether Katana lets it follow or not (%s)", async (follows) => {
    flow.katana.switches.manufacturingFollows = follows;
    const one = await imported();
    const { id } = flow.account.makeToOrder(rowId(one));
    const calls = await asked(one, async () => {
      setUnits(one, 3);
      await until(() => flow.account.manufacturingOrders().find((made) => made.id === id)?.planned_quantity === 3, {
        what: "the manufacturing order to follow",
      });
      await rows(one, [3]);
      await flow.stands(one.order, "in-step");
    });
    flow.katana.switches.manufacturingFollows = true;
    expect(calls.filter((call) => call === "PATCH /manufacturing_orders/{id}")).toHaveLength(follows ? 0 : 1);
  });
});

describe("[CHG-5] [CHG-6] an order that ends", () => {
  it.each(["cancelled", "refunded", "archived"] as const)("%s: takes its sales order along", async (how) => {
    const one = await imported();
    if (how === "cancelled") flow.shop.cancelOrder(one.order.id);
    if (how === "refunded")
      flow.shop.refund(one.order.id, { lines: [{ lineId: lineId(one), quantity: 2 }], shipping: "full" });
    if (how === "archived") await apart().then(() => flow.shop.archive(one.order.id));
    await until(() => now(one).deleted_at !== null, { what: "the sales order to go" });
    const { why } = await flow.stands(one.order, "not-imported");
    expect(why.map(({ sentence }) => sentence).join(" ")).toContain("Tandem deleted");
  });

  it("[IMP-7] does not come over again when it is unarchived", async () => {
    const one = await imported();
    await apart();
    flow.shop.archive(one.order.id);
    await until(() => now(one).deleted_at !== null, { what: "the sales order to go" });
    await apart();
    flow.shop.unarchive(one.order.id);
    const { why } = await flow.stands(one.order, "not-imported");
    expect(why.map(({ sentence }) => sentence).join(" ")).toContain("archived");
    expect(flow.salesOrdersOf(one.order)).toEqual([]);
  });

  it("keeps an invoiced one, and says why, until the invoice is gone", async () => {
    const one = await imported();
    flow.account.invoice(one.salesOrder.id);
    flow.shop.cancelOrder(one.order.id);
    expect(await blocks(one)).toEqual([
      "The order was cancelled, and its sales order cannot be deleted: it is invoiced.",
    ]);
    expect(now(one).deleted_at).toBeNull();
    flow.account.invoice(one.salesOrder.id, "notInvoiced");
    await flow.merchant.syncNow(one.order);
    await until(() => now(one).deleted_at !== null, { what: "the sales order to go" });
  });

  it("[CHG-6] keeps one that was delivered in Katana when it is archived", async () => {
    const one = await imported();
    flow.account.deliver(one.salesOrder.id);
    await apart();
    const calls = await asked(one, async () => {
      flow.shop.archive(one.order.id);
      await until(() => readsOf(one) > 0, { what: "the look at the sales order" });
      await flow.stands(one.order, "in-step");
    });
    expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
    expect(now(one).deleted_at).toBeNull();
  });
});

describe.each(["allow", "refuse"] as const)("[CHG-7] [CHG-8] what is shipped (Katana's rows: %s)", (edits) => {
  beforeAll(() => {
    flow.katana.switches.rowEditsOnPartlyShipped = edits;
  });
  afterAll(() => {
    flow.katana.switches.rowEditsOnPartlyShipped = "allow";
  });

  it.each(["pack", "deliver"] as const)(
    "is not touched after %s, and the block goes when Shopify takes it back",
    async (how) => {
      const one = await imported({ lines: [mugs(3), of("BOARD-ASH")] });
      flow.account[how](one.salesOrder.id, { [rowId(one)]: 1 });
      setUnits(one, 5);
      expect((await blocks(one))[0]).toContain("packed or delivered");
      expect(quantities(one)).toEqual([3, 1]);
      await apart();
      setUnits(one, 3);
      await flow.stands(one.order, "in-step");
    },
  );

  it("stays when the order is cancelled, and open rows go if Katana lets them", async () => {
    const one = await imported({ lines: [mugs(3), of("BOARD-ASH")] });
    flow.account.pack(one.salesOrder.id, { [rowId(one)]: 3 });
    flow.shop.cancelOrder(one.order.id);
    await blocks(one);
    await until(() => edits === "refuse" || quantities(one).length === 1, { what: "the open row to go" });
    expect(quantities(one)[0]).toBe(3);
    expect(now(one).deleted_at).toBeNull();
  });

  it("[CHG-3] takes no new row, and the block says so", async () => {
    const one = await imported();
    flow.account.pack(one.salesOrder.id);
    edit(one, { add: [of("BOARD-ASH")] });
    expect((await blocks(one))[0]).toContain("Katana takes no new row");
    expect(quantities(one)).toEqual([2]);
  });
});

it("[CHG-9] does not carry over customer, addresses, notes, tags and numbers", async () => {
  const one = await imported();
  const before = now(one);
  const calls = await asked(one, async () => {
    flow.shop.updateNote(one.order.id, "please ring");
    await apart();
    flow.shop.updateTags(one.order.id, ["vip"]);
    flow.shop.updatePoNumber(one.order.id, "PO-77");
    await apart();
    flow.shop.updateShippingAddress(one.order.id, {
      address1: "Elsewhere 1",
      city: "Riga",
      countryCode: "LV",
      zip: "1010",
    });
    await pause(1_500);
    await flow.stands(one.order, "in-step");
  });
  expect(calls.filter((call) => !call.startsWith("GET"))).toEqual([]);
  expect(now(one)).toEqual(before);
});

describe("[CHG-10] [SET-6] a line that moves", () => {
  const tartu = () => flow.shop.locations().find(({ name }) => name === "Tartu shop")?.id ?? "";
  const move = ({ order }: Imported) =>
    flow.shop.move(order.id, { fulfillmentOrderId: order.fulfillmentOrders[0]?.id ?? "", locationId: tartu() });

  it("takes its row along", async () => {
    const one = await imported();
    move(one);
    const there = flow.account.locations().find(({ name }) => name === "Tartu shop")?.id;
    await until(() => now(one).sales_order_rows[0]?.location_id === there, { what: "the row to move" });
  });

  it("stays while its goods are made to order, and says so", async () => {
    const one = await imported();
    flow.account.makeToOrder(rowId(one));
    move(one);
    expect((await blocks(one))[0]).toContain("made to order");
  });
});

it("[CHG-11] the shipping fee comes and goes with its lines", async () => {
  const one = await imported();
  edit(one, { shipping: { add: [{ title: "Courier", price: "9.00" }] } });
  await until(() => now(one).shipping_fee !== null, { what: "the fee" });
  const [shipping] = flow.shop.order(one.order.id).shippingLines;
  await apart();
  edit(one, { shipping: { remove: [shipping?.id ?? ""] } });
  await until(() => now(one).shipping_fee === null, { what: "the fee to go" });
  await flow.stands(one.order, "in-step");
});

it("[CHG-11] [CHG-8] refunded shipping lowers the fee of an open sales order, and leaves that of one that went", async () => {
  const shipping = [{ title: "Post", price: "6.20" }];
  const [open, gone] = await Promise.all([imported({ shipping }), imported({ shipping })]);
  const fee = now(gone).shipping_fee;
  expect(fee).not.toBeNull();
  flow.shop.fulfil(gone.order.id);
  await until(() => now(gone).fulfillments.length > 0, { what: "the goods to be gone in Katana" });
  await flow.stands(gone.order, "in-step");
  await apart();
  const reads = readsOf(gone);
  flow.shop.refund(open.order.id, { lines: [], shipping: "full" });
  flow.shop.refund(gone.order.id, { lines: [{ lineId: lineId(gone), quantity: 2 }], shipping: "full" });
  await until(() => Number(now(open).shipping_fee?.amount) === 0, { what: "the fee to follow" });
  await until(() => readsOf(gone) > reads, { what: "a look at the other" });
  await apart();
  await flow.stands(gone.order, "in-step");
  expect(now(gone).shipping_fee).toEqual(fee);
  expect(quantities(gone)).toEqual([2]);
});

it("[CHG-12] a write without an answer is looked at before it is sent again", { timeout: 90_000 }, async () => {
  const both = await Promise.all(unanswered);
  for (const one of both) {
    await rows(one, [4]);
    await flow.stands(one.order, "in-step", 60_000);
    const sent = flow.katana
      .requests()
      .filter(({ method, path }) => method === "PATCH" && path === `/sales_order_rows/${String(rowId(one))}`);
    expect(sent).toHaveLength(one === both[0] ? 1 : 2);
  }
});

const settings = (bringOrderChanges: string) => ({
  ...{ importPaymentPending: "off", bringShippingFee: "on", nonPhysicalCustomItems: "service" },
  ...{ bringOrderChanges, bringLocationUpdates: "on", bringReturns: "off", syncFulfillment: "off" },
});

it("[CHG-13] [SET-5] off means off, and on again brings what changes from then on", async () => {
  const one = await imported();
  await flow.merchant.submit("/app/settings/orders", settings("off"));
  setUnits(one, 5);
  await pause(1_500);
  await flow.stands(one.order, "in-step");
  expect(quantities(one)).toEqual([2]);
  await flow.merchant.submit("/app/settings/orders", settings("on"));
  await apart();
  flow.shop.updateNote(one.order.id, "nothing");
  await pause(1_500);
  expect(quantities(one)).toEqual([2]);
  await apart();
  setUnits(one, 6);
  await rows(one, [6]);
});
