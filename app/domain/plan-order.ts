import type { Activation } from "./activation.ts";
import { desiredSalesOrder } from "./desired-sales-order.ts";
import { judgeEligibility } from "./eligibility.ts";
import type { ImportHistory } from "./eligibility.ts";
import { reasonsDespite } from "./import-anyway.ts";
import type { ImportAnyway } from "./import-anyway.ts";
import type { KatanaLocationId, SalesOrderId, ShopDomain, ShopifyLocationId } from "./ids.ts";
import type { KatanaNow } from "./katana-now.ts";
import type { OrderLook } from "./order-look.ts";
import type { Order } from "./order.ts";
import { importSteps } from "./plan-import.ts";
import { planLinked } from "./plan-linked.ts";
import { nothing } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Reason } from "./reason.ts";
import { routeLines } from "./routing.ts";
import type { Routing } from "./routing.ts";
import type { AgreedSalesOrder, References } from "./sales-order.ts";
import type { Settings } from "./settings.ts";

/** Which sales order belongs to the order, and what both sides last agreed on. */
export interface Link {
  readonly salesOrderId: SalesOrderId;
  readonly salesOrderNo: string;
  readonly agreed: AgreedSalesOrder;
  /** What Shopify looked like when both sides last agreed. */
  readonly agreedLook: OrderLook;
  /** What Shopify looked like at the last look; moves on while a setting is off (CHG-13), see `looksToKeep`. */
  readonly lastLook: OrderLook;
}

export interface PlanInput {
  /** Null: Shopify does not show it (REC-7). */
  readonly order: Order | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly shop: ShopDomain;
  readonly settings: Settings;
  readonly activation: Activation;
  readonly history: ImportHistory;
  /** Set while a person's word stands that the order comes over whatever keeps it out (IMP-10). */
  readonly importAnyway: ImportAnyway | null;
  /** Shopify location to Katana location. */
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
  /** Null when they were not loaded; see `needsReferences`. */
  readonly references: References | null;
  readonly link: Link | null;
  /** The linked sales order as Katana has it now; null when it was not read, see `needsActual`. */
  readonly actual: KatanaNow | null;
  /** CON-8: the sales order is in another Katana account than the one that is connected. */
  readonly isInOtherAccount: boolean;
}

/** What stands in the way of an import before Katana is asked anything. */
interface Judgement {
  readonly reasons: readonly Reason[];
  readonly routing: Routing;
}

const reasonsOf = (order: Order, input: PlanInput): readonly Reason[] => {
  const { settings, activation, history } = input;
  const reasons = judgeEligibility({ order, settings, activation, history });
  return input.importAnyway === null ? reasons : reasonsDespite(order, reasons);
};

const judge = (order: Order, input: PlanInput): Judgement => ({
  reasons: reasonsOf(order, input),
  routing: routeLines({ order, now: input.now, locations: input.locations }),
});

const mayImport = ({ reasons, routing }: Judgement): boolean => reasons.length === 0 && routing.waits.length === 0;

/** Whether Katana has to be asked for the order's products, customer and tax rates; an order that stays out costs it no call. */
export const needsReferences = (input: PlanInput): boolean =>
  input.order !== null && input.link === null && mayImport(judge(input.order, input));

const planImport = (order: Order, input: PlanInput): Plan => {
  const judgement = judge(order, input);
  const { reasons, routing } = judgement;
  // An order that is refused waits for nothing.
  if (reasons.length > 0) return { ...nothing, reasons };
  if (!mayImport(judgement)) return { ...nothing, waits: routing.waits };
  if (input.references === null) return { ...nothing, waits: [{ kind: "katana-not-read" }], notices: routing.notices };

  const { shop, settings, references } = input;
  const desired = desiredSalesOrder({ order, shop, settings, routing, references });
  return {
    ...nothing,
    steps: desired.salesOrder === null ? [] : importSteps(desired.salesOrder, references),
    reasons: desired.reasons,
    notices: [...routing.notices, ...desired.notices],
  };
};

/**
 * What to do about one order. An order without a link comes over, waits or stays out with all its reasons; one with a link gets what its
 * import still owes, and a block for what Shopify changed since. Equal input gives an equal plan, whatever the order of lines.
 */
export const planOrder = (input: PlanInput): Plan => {
  const { order, link } = input;
  if (order === null) return { ...nothing, blocks: [{ kind: "not-shown-by-shopify" }] };
  return link === null ? planImport(order, input) : planLinked(order, link, input);
};
