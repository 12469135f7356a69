import { ruleBroken } from "./errors.ts";
import { itemOf } from "./look-up.ts";
import { decimal, toNumber } from "./money.ts";
import type { ManufacturingOrder, ManufacturingStatus, SalesOrder, SalesOrderRow } from "./state.ts";
import { moveStock } from "./stock.ts";
import { alive } from "./table.ts";
import { markDeleted, stamp, timestamp, touch, type Account, type World } from "./world.ts";

export const linkedManufacturingOrder = (account: Account, row: SalesOrderRow): ManufacturingOrder | undefined =>
  row.linked_manufacturing_order_id === null
    ? undefined
    : account.tables.manufacturingOrders.live(row.linked_manufacturing_order_id);

function emit(world: World, account: Account, order: ManufacturingOrder, ...actions: readonly string[]): void {
  for (const action of actions) {
    world.emit(account, { action: `manufacturing_order.${action}`, id: order.id, status: order.status });
  }
}

export interface NewManufacturingOrder {
  readonly order_no: string;
  readonly variant_id: number;
  readonly location_id: number;
  readonly planned_quantity: number;
  readonly additional_info?: string | undefined;
  readonly order_created_date?: string | undefined;
  readonly production_deadline_date?: string | undefined;
  readonly row?: SalesOrderRow;
}

export function createManufacturingOrder(
  world: World,
  account: Account,
  wanted: NewManufacturingOrder,
): ManufacturingOrder {
  const head = stamp(world, "manufacturingOrders");
  const order = account.tables.manufacturingOrders.insert({
    ...head,
    order_no: wanted.order_no,
    status: "NOT_STARTED",
    variant_id: wanted.variant_id,
    location_id: wanted.location_id,
    planned_quantity: wanted.planned_quantity,
    actual_quantity: null,
    completed_quantity: 0,
    sales_order_id: wanted.row?.sales_order_id ?? null,
    sales_order_row_id: wanted.row?.id ?? null,
    order_created_date: wanted.order_created_date ?? head.created_at,
    production_deadline_date: wanted.production_deadline_date ?? null,
    done_date: null,
    additional_info: wanted.additional_info ?? "",
    batch_transactions: [],
    rank: head.id,
  });
  emit(world, account, order, "created");
  return order;
}

export function makeToOrder(world: World, account: Account, order: SalesOrder, row: SalesOrderRow): ManufacturingOrder {
  const linked = linkedManufacturingOrder(account, row);
  if (linked && world.switches.secondMakeToOrder === "refuse") {
    throw ruleBroken(`Sales order row is already linked to manufacturing order ${linked.order_no}`);
  }
  if (!itemOf(account, row.variant_id).is_producible) throw ruleBroken("Product is not producible");
  const location = account.tables.locations.live(row.location_id ?? order.location_id ?? 0);
  if (!location?.manufacturing_allowed) throw ruleBroken("Location has manufacturing disabled");

  if (linked) unlink(world, account, row);
  order.last_manufacturing_no += 1;
  const made = createManufacturingOrder(world, account, {
    order_no: `${order.order_no} / ${order.last_manufacturing_no}`,
    variant_id: row.variant_id,
    location_id: location.id,
    planned_quantity: row.quantity,
    production_deadline_date: order.delivery_date ?? undefined,
    row,
  });
  row.linked_manufacturing_order_id = made.id;
  touch(world, row);
  return made;
}

/** The manufacturing order stays and makes to stock. */
export function unlink(world: World, account: Account, row: SalesOrderRow): void {
  const order = linkedManufacturingOrder(account, row);
  row.linked_manufacturing_order_id = null;
  touch(world, row);
  if (!order) return;
  order.sales_order_id = null;
  order.sales_order_row_id = null;
  touch(world, order);
  emit(world, account, order, "updated");
}

export function deleteManufacturingOrder(world: World, account: Account, order: ManufacturingOrder): void {
  const row =
    order.sales_order_row_id === null ? undefined : account.tables.salesOrderRows.get(order.sales_order_row_id);
  if (row?.linked_manufacturing_order_id === order.id) row.linked_manufacturing_order_id = null;
  moveOutput(world, account, order, -decimal(order.completed_quantity));
  markDeleted(world, order);
  for (const production of alive(account.tables.productions.of(order.id))) markDeleted(world, production);
  emit(world, account, order, "deleted");
}

/** The row went: what was not started goes with it, what was stays and makes to stock. */
export function releaseRow(world: World, account: Account, row: SalesOrderRow): void {
  const order = linkedManufacturingOrder(account, row);
  if (!order || !world.switches.manufacturingFollows) return;
  if (order.status === "NOT_STARTED") deleteManufacturingOrder(world, account, order);
  else unlink(world, account, row);
}

/** The row's quantity changed: what was not started follows, what was is unlinked. */
export function followQuantity(world: World, account: Account, row: SalesOrderRow): void {
  const order = linkedManufacturingOrder(account, row);
  if (!order || !world.switches.manufacturingFollows) return;
  if (order.status !== "NOT_STARTED" || row.quantity === 0) {
    releaseRow(world, account, row);
    return;
  }
  order.planned_quantity = row.quantity;
  touch(world, order);
  emit(world, account, order, "updated");
}

function moveOutput(world: World, account: Account, order: ManufacturingOrder, change: bigint): void {
  if (change === 0n) return;
  const place = { variantId: order.variant_id, locationId: order.location_id };
  moveStock(world, account, { ...place, batchId: order.batch_transactions[0]?.batch_id ?? null, change });
}

const STATUS_EVENTS: Readonly<Record<ManufacturingStatus, readonly string[]>> = {
  NOT_STARTED: [],
  BLOCKED: ["blocked"],
  IN_PROGRESS: ["in_progress"],
  PARTIALLY_COMPLETED: [],
  DONE: ["done"],
};

/** Done puts what is missing into stock; back from done takes everything out again. */
export function setManufacturingStatus(
  world: World,
  account: Account,
  order: ManufacturingOrder,
  to: { readonly status: ManufacturingStatus; readonly doneDate?: string | undefined },
): void {
  const before = order.status;
  order.status = to.status;
  touch(world, order);
  if (to.status === before) return;
  if (to.status === "DONE") {
    const target = order.actual_quantity ?? order.planned_quantity;
    moveOutput(world, account, order, decimal(target) - decimal(order.completed_quantity));
    order.completed_quantity = target;
    order.actual_quantity = target;
    order.done_date = to.doneDate ?? timestamp(world);
  } else if (before === "DONE") {
    moveOutput(world, account, order, -decimal(order.completed_quantity));
    order.completed_quantity = 0;
    order.actual_quantity = null;
    order.done_date = null;
    for (const production of alive(account.tables.productions.of(order.id))) markDeleted(world, production);
  }
  emit(world, account, order, "updated", ...STATUS_EVENTS[to.status]);
}

export function produce(
  world: World,
  account: Account,
  order: ManufacturingOrder,
  production: { readonly quantity: number; readonly date?: string | undefined; readonly isFinal: boolean },
) {
  const made = account.tables.productions.insert({
    ...stamp(world, "productions"),
    manufacturing_order_id: order.id,
    quantity: production.quantity,
    completed_date: production.date ?? timestamp(world),
    is_final: production.isFinal,
  });
  moveOutput(world, account, order, decimal(production.quantity));
  order.completed_quantity = toNumber(decimal(order.completed_quantity) + decimal(production.quantity));
  if (production.isFinal) order.actual_quantity = order.completed_quantity;
  const status = production.isFinal ? "DONE" : "PARTIALLY_COMPLETED";
  setManufacturingStatus(world, account, order, { status, doneDate: production.date });
  return made;
}

export function manufacturingChanged(world: World, account: Account, order: ManufacturingOrder): void {
  touch(world, order);
  emit(world, account, order, "updated");
}
