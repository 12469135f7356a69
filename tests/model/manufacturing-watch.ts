import type { ModelWorld } from "./model-world.ts";

/** What became of manufacturing orders that a person made and started (CHG-2, CHG-4). */
export interface ManufacturingWatch {
  /** A person did something in Katana: what stands now is that person's doing. */
  byPerson(troubled: boolean): void;
  judge(): readonly string[];
}

interface Known {
  readonly isStarted: boolean;
  /** Of its row when a person last had a hand in it; null once it is not linked. */
  readonly quantity: number | null;
  readonly planned: number;
  /** Katana and the person left it as it is: out of step with its row, or without one. */
  readonly isOdd: boolean;
  /** Started while a write from before may still have taken effect: what becomes of it then nobody can help. */
  readonly isLate: boolean;
}

export function createManufacturingWatch({ account }: ModelWorld): ManufacturingWatch {
  const known = new Map<number, Known>();
  const rowOf = (id: number | null) =>
    account
      .salesOrders()
      .flatMap((one) => one.sales_order_rows)
      .find((row) => row.id === id);

  function judgeStarted(id: number, { quantity, planned, isLate }: Known): readonly string[] {
    if (isLate) return [];
    const order = account.manufacturingOrders().find((one) => one.id === id);
    if (order === undefined) return [`manufacturing order ${String(id)} was started, and was deleted [CHG-4]`];
    if (order.planned_quantity !== planned)
      return [`manufacturing order ${String(id)} was started, and was changed [CHG-2]`];
    const row = rowOf(order.sales_order_row_id);
    return row && quantity !== null && row.quantity !== quantity
      ? [`manufacturing order ${String(id)} was started and is linked to a row that changed [CHG-2]`]
      : [];
  }

  function judgeWaiting(id: number, { isOdd }: Known): readonly string[] {
    const order = account.manufacturingOrders().find((one) => one.id === id);
    if (order === undefined || isOdd || order.sales_order_row_id === null) return [];
    const row = rowOf(order.sales_order_row_id);
    if (row === undefined) return [`manufacturing order ${String(id)} is left without its row [CHG-4]`];
    return row.quantity === order.planned_quantity
      ? []
      : [
          `manufacturing order ${String(id)} makes ${String(order.planned_quantity)}, not ${String(row.quantity)} [CHG-2]`,
        ];
  }

  return {
    byPerson: (troubled) => {
      for (const order of account.manufacturingOrders()) {
        const row = rowOf(order.sales_order_row_id);
        const isStarted = order.status !== "NOT_STARTED";
        const planned = order.planned_quantity;
        const before = known.get(order.id);
        const isLate = isStarted && troubled && (before === undefined || !before.isStarted || before.isLate);
        const isOdd = row?.quantity !== planned;
        known.set(order.id, { isStarted, quantity: row?.quantity ?? null, planned, isOdd, isLate });
      }
      const ids = new Set(account.manufacturingOrders().map(({ id }) => id));
      for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    },
    judge: () => [...known].flatMap(([id, one]) => (one.isStarted ? judgeStarted(id, one) : judgeWaiting(id, one))),
  };
}
