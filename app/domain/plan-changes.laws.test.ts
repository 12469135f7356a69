import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreeOnShippingFee } from "./agree.ts";
import { agreeOnChange, agreeOnCreatedRow, oweOutcome } from "./agree-on-change.ts";
import type { RowChange } from "./change-step.ts";
import { compare, decimalFromInteger } from "./decimal.ts";
import type { KatanaNow } from "./katana-now.ts";
import type { Order, OrderLine } from "./order.ts";
import { looksToKeep, needsActual } from "./plan-linked.ts";
import { planOrder } from "./plan-order.ts";
import type { Link } from "./plan-order.ts";
import type { Plan, Step } from "./plan.ts";
import type { ActualRow, AgreedSalesOrder } from "./sales-order.ts";
import { defaultSettings } from "./settings.ts";
import { imported, withRows } from "./testing/build-link.ts";
import { aLine, anOrder, aShippingLine } from "./testing/build-order.ts";
import { aPlanInput } from "./testing/build-plan-input.ts";
import { aVariant, someReferences } from "./testing/build-references.ts";
import { decimal, lineId, manufacturingOrderId, salesOrderRowId, shippingFeeId, variantId } from "./testing/ids.ts";

const skus = ["CHAIR", "TABLE", "LAMP", "STOOL"] as const;
const references = someReferences({
  variantsBySku: new Map(skus.map((sku, index) => [sku, [aVariant({ id: variantId(501 + index), sku })]] as const)),
});

/** What becomes of one line in Shopify, and of its row in Katana, after the import. */
interface Fate {
  readonly units: number;
  readonly left: number;
  readonly price: number;
  readonly handQuantity: number | null;
  readonly shipped: boolean;
  readonly madeToOrder: boolean;
}

interface History {
  readonly fates: readonly Fate[];
  readonly isAdded: boolean;
  readonly fees: readonly [boolean, boolean];
  readonly isHandMade: boolean;
  readonly invoiced: boolean;
  readonly end: "none" | "cancelled" | "archived";
}

const aFate: fc.Arbitrary<Fate> = fc.record({
  units: fc.integer({ min: 1, max: 5 }),
  left: fc.integer({ min: 0, max: 6 }),
  price: fc.constantFrom(10, 12),
  handQuantity: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 2 }),
  shipped: fc.boolean(),
  madeToOrder: fc.boolean(),
});

const aHistory: fc.Arbitrary<History> = fc.record({
  fates: fc.array(aFate, { minLength: 1, maxLength: 3 }),
  isAdded: fc.boolean(),
  fees: fc.tuple(fc.boolean(), fc.boolean()),
  isHandMade: fc.boolean(),
  invoiced: fc.boolean(),
  end: fc.constantFrom("none" as const, "none" as const, "cancelled" as const, "archived" as const),
});

const lineOf = (index: number, overrides: Partial<OrderLine>): OrderLine =>
  aLine({ id: lineId(String(101 + index)), sku: skus[index] ?? null, ...overrides });

const orderOf = (lines: readonly OrderLine[], hasFee: boolean): Order =>
  anOrder({ lines, shippingLines: hasFee ? [aShippingLine()] : [] });

/** Both sides as a run finds them. */
interface State {
  readonly order: Order;
  readonly link: Link;
  readonly actual: KatanaNow;
}

const happened = ({ fates, isAdded, fees, isHandMade, invoiced, end }: History): State => {
  const placed = orderOf(
    fates.map(({ units }, index) => lineOf(index, { orderedQuantity: units })),
    fees[0],
  );
  const { link, actual } = imported(placed, references);
  const fateOf = ({ key }: ActualRow): Fate | undefined => fates[Number(key) - 101];
  const edited = withRows(actual, (row) => {
    const fate = fateOf(row);
    return {
      ...row,
      quantity: fate?.handQuantity ? decimalFromInteger(fate.handQuantity) : row.quantity,
      manufacturingOrderId: fate?.madeToOrder ? manufacturingOrderId(row.id) : null,
    };
  });
  const shipped = edited.salesOrder.rows.filter((row) => fateOf(row)?.shipped);
  const handMade = { ...edited.salesOrder.rows[0]!, id: salesOrderRowId(9), key: null };
  const after = orderOf(
    [
      ...fates.map(({ units, left, price }, index) =>
        lineOf(index, {
          orderedQuantity: Math.max(units, left),
          currentQuantity: left,
          unitPrice: decimalFromInteger(price),
        }),
      ),
      ...(isAdded ? [lineOf(3, {})] : []),
    ],
    fees[1],
  );
  return {
    link,
    order: {
      ...after,
      closedAt: end === "none" ? null : "2026-11-11T00:00:00Z",
      cancelledAt: end === "cancelled" ? "2026-11-11T00:00:00Z" : null,
    },
    actual: {
      ...edited,
      fulfilledQuantities: new Map(shipped.map(({ id }) => [id, decimal("1")])),
      salesOrder: {
        ...edited.salesOrder,
        status: shipped.length > 0 ? "PARTIALLY_PACKED" : edited.salesOrder.status,
        invoicing: invoiced ? "invoiced" : "not-invoiced",
        rows: [...edited.salesOrder.rows, ...(isHandMade ? [handMade] : [])],
      },
    },
  };
};

const plan = ({ order, link, actual }: State): Plan => planOrder(aPlanInput({ order, link, actual, references }));

const changeRow = (row: ActualRow, change: RowChange): ActualRow => {
  switch (change.field) {
    case "quantity":
      return { ...row, quantity: decimalFromInteger(change.to) };
    case "price":
      return { ...row, pricePerUnit: change.to };
    case "discount":
      return { ...row, discount: change.to };
    case "tax":
      return row;
    case "location":
      return { ...row, locationId: change.to };
  }
};

/** A Katana that takes every step. Null: the sales order is gone. */
const carryOut = (state: State, step: Step): State | null => {
  const { link, actual } = state;
  const { salesOrder } = actual;
  const become = (changed: Partial<typeof salesOrder>, agreed: AgreedSalesOrder): State => ({
    ...state,
    actual: { ...actual, salesOrder: { ...salesOrder, ...changed } },
    link: { ...link, agreed },
  });
  const others = (id: ActualRow["id"]) => salesOrder.rows.filter((row) => row.id !== id);
  const withRow = (id: ActualRow["id"], change: (row: ActualRow) => ActualRow) =>
    salesOrder.rows.map((row) => (row.id === id ? change(row) : row));
  switch (step.kind) {
    case "create-row": {
      const { row } = step;
      const rowId = salesOrderRowId(80_000 + Number(row.key));
      const quantity = decimalFromInteger(row.quantity);
      const made = { ...salesOrder.rows[0]!, ...row, id: rowId, variantId: variantId(504), quantity };
      const agreed = agreeOnCreatedRow(oweOutcome(link.agreed, step), step, { rowId, variantId: made.variantId });
      return become({ rows: [...salesOrder.rows, { ...made, manufacturingOrderId: null }] }, agreed);
    }
    case "update-row":
      return become(
        { rows: withRow(step.rowId, (row) => step.changes.reduce(changeRow, row)) },
        agreeOnChange(oweOutcome(link.agreed, step), step),
      );
    case "delete-row":
      return become({ rows: others(step.rowId) }, agreeOnChange(oweOutcome(link.agreed, step), step));
    case "release-manufacturing-order":
      return become({ rows: withRow(step.rowId, (row) => ({ ...row, manufacturingOrderId: null })) }, link.agreed);
    case "follow-manufacturing-order":
      return become({}, agreeOnChange(link.agreed, step));
    case "create-shipping-fee": {
      const fee = { id: shippingFeeId(8), amount: step.fee.amount, description: step.fee.description };
      return become({ shippingFee: fee }, agreeOnShippingFee(link.agreed, fee.id));
    }
    case "update-shipping-fee":
      return become({ shippingFee: { ...step.fee, id: step.id } }, agreeOnChange(link.agreed, step));
    case "delete-shipping-fee":
      return become({ shippingFee: null }, agreeOnChange(link.agreed, step));
    case "delete-sales-order":
      return null;
    case "create-tax-rate":
    case "create-customer":
    case "create-product":
    case "create-service":
    case "create-sales-order":
      throw new Error(`${step.kind} is no step of these histories`);
  }
};

/** One run that gets as far as `upTo` steps; null once the sales order is gone. */
const run = (state: State, upTo = Infinity): State | null => {
  const outcome = plan(state);
  const start = outcome.agree === null ? state : { ...state, link: { ...state.link, agreed: outcome.agree } };
  const steps = outcome.steps.slice(0, upTo);
  const reached = steps.reduce<State | null>((before, step) => before && carryOut(before, step), start);
  if (reached === null || upTo < outcome.steps.length) return reached;
  return {
    ...reached,
    link: { ...reached.link, ...looksToKeep(state.order, state.link, { plan: outcome, settings: defaultSettings }) },
  };
};

/** What a person sees of the sales order: rows by what they belong to, and the fee. */
const seen = (state: State | null) =>
  state && {
    rows: state.actual.salesOrder.rows
      .map(({ key, quantity, pricePerUnit, discount, locationId }) => [
        key,
        quantity,
        pricePerUnit,
        discount,
        locationId,
      ])
      .toSorted(),
    fee: state.actual.salesOrder.shippingFee?.amount ?? null,
    agreed: state.link.agreed.rows.map(({ key, quantity }) => [key, quantity]).toSorted(),
  };

describe("[CHG-1] carrying changes over", () => {
  it("once leaves nothing to be carried over a second time but the blocks", () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        const state = happened(history);
        const after = run(state);
        if (after === null) return;
        const again = plan(after);
        expect(again.steps).toEqual([]);
        expect(again.blocks).toEqual(plan(state).blocks);
        expect(seen(run(after))).toEqual(seen(after));
        if (again.blocks.length === 0)
          expect(needsActual(aPlanInput({ order: after.order, link: after.link }))).toBe(false);
      }),
    );
  });

  it("[CHG-12] comes to the same end wherever it is stopped and begun again", () => {
    fc.assert(
      fc.property(aHistory, fc.nat(12), (history, upTo) => {
        const state = happened(history);
        const stopped = run(state, upTo);
        expect(seen(stopped && run(stopped))).toEqual(seen(run(state)));
      }),
    );
  });

  it("[CHG-7] never touches a row that is shipped or invoiced, nor one that a person made", () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        const state = happened(history);
        const after = run(state);
        if (after === null) {
          expect(state.actual.fulfilledQuantities.size).toBe(0);
          expect(state.actual.salesOrder.invoicing).toBe("not-invoiced");
          return;
        }
        const kept = state.actual.salesOrder.rows.filter(
          ({ id, key }) => history.invoiced || key === null || state.actual.fulfilledQuantities.has(id),
        );
        for (const row of kept) expect(after.actual.salesOrder.rows).toContainEqual(row);
        for (const [id, quantity] of state.actual.fulfilledQuantities) {
          const row = after.actual.salesOrder.rows.find((one) => one.id === id);
          expect(compare(row!.quantity, quantity)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("ends with what Shopify sells wherever nothing protects it", () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        const fates = history.fates.map((fate) => ({ ...fate, shipped: false }));
        // A row that lost units beside another of the same goods was split, and is for the person who did it.
        const isSplit = fates.some(({ units, handQuantity }) => handQuantity !== null && handQuantity < units);
        const isHandMade = history.isHandMade && !isSplit;
        const open = { ...history, isHandMade, invoiced: false, end: "none" as const };
        const state = happened({ ...open, fates });
        const after = run(state);
        const wanted = fates.flatMap(({ units, left, price, handQuantity }, index) => {
          const changed = left !== units || price !== 10;
          // Where Shopify's own quantity stayed, a person's stays, too.
          const quantity = changed && left !== units ? left : (handQuantity ?? units);
          return left === 0 ? [] : [[String(101 + index), String(quantity)]];
        });
        if (after === null) {
          expect(wanted.length + (open.isAdded ? 1 : 0)).toBe(0);
          return;
        }
        const own = after.actual.salesOrder.rows.filter(({ key }) => key !== null && key !== "104");
        expect(own.map(({ key, quantity }) => [key, quantity]).toSorted()).toEqual(wanted);
      }),
    );
  });
});
