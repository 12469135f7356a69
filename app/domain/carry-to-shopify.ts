import { titleOf } from "./carry-to-katana.ts";
import type { CarryCause } from "./fulfillment-block.ts";
import { trackingForShopify, unitsLeft } from "./fulfillment.ts";
import type { LineUnits } from "./fulfillment.ts";
import type { FulfillmentStep } from "./fulfillment-step.ts";
import type { KatanaFulfillmentId, KatanaLocationId, LineId, ShopifyLocationId } from "./ids.ts";
import { groupParts, isPickup, takeParts, withoutParts } from "./open-fulfillment-orders.ts";
import type { OpenPart, TakenPart } from "./open-fulfillment-orders.ts";
import type { Order } from "./order.ts";
import type { KatanaSide } from "./fulfillment-pairing.ts";
import type { Block, Notice } from "./plan.ts";

type CreateStep = Extract<FulfillmentStep, { kind: "create-fulfillment" }>;

export interface CarriedToShopify {
  readonly steps: readonly CreateStep[];
  readonly blocks: readonly Block[];
  readonly notices: readonly Notice[];
  /** What is open in Shopify once the steps are done. */
  readonly parts: readonly OpenPart[];
}

export interface Shipment {
  readonly katana: KatanaSide;
  /** What of it Shopify does not know yet. */
  readonly lines: readonly LineUnits[];
  /** Live goods, not something caught up with (FUL-3). */
  readonly notifyCustomer: boolean;
  /** Where each line's goods left from. */
  readonly from: ReadonlyMap<LineId, KatanaLocationId>;
}

interface Place {
  readonly order: Order;
  readonly locations: ReadonlyMap<ShopifyLocationId, KatanaLocationId>;
}

/** One write for each location and delivery method. */
export const createSteps = (
  taken: readonly TakenPart[],
  what: { readonly katana: KatanaFulfillmentId | null } & Pick<CreateStep, "tracking" | "notifyCustomer">,
): readonly CreateStep[] =>
  groupParts(taken).map((group) => ({
    kind: "create-fulfillment",
    ...what,
    fulfillmentOrders: [...Map.groupBy(group, ({ part }) => part.fulfillmentOrder.gid)].map(([gid, parts]) => ({
      gid,
      lines: parts.map(({ part, quantity }) => ({ gid: part.gid, quantity })),
    })),
    lines: unitsLeft(
      group.map(({ part, quantity }) => ({ lineId: part.lineId, quantity })),
      [],
    ),
  }));

export const causeOf = ({ fulfillmentOrder: { status } }: OpenPart): CarryCause => {
  if (!status.known) return "not-open";
  if (status.value === "ON_HOLD") return "on-hold";
  return status.value === "SCHEDULED" ? "scheduled" : "not-open";
};

const unitsTaken = (taken: readonly TakenPart[]): number => taken.reduce((total, { quantity }) => total + quantity, 0);

const carryOne = (
  { order, locations }: Place,
  parts: readonly OpenPart[],
  shipment: Shipment,
): Omit<CarriedToShopify, "parts"> & { readonly taken: readonly TakenPart[] } => {
  const wishes = shipment.lines.map(({ lineId, quantity }) => ({
    lineId,
    quantity,
    taken: takeParts(parts, { lineId, quantity, from: shipment.from.get(lineId) ?? null }, { locations }),
  }));
  const short = wishes.find(({ quantity, taken }) => unitsTaken(taken) < quantity);
  if (short !== undefined)
    return {
      taken: [],
      steps: [],
      notices: [],
      blocks: [blockOf(shipment, titleOf(order, short.lineId), "not-enough-left")],
    };
  const taken = wishes.flatMap((wish) => wish.taken);
  const sent = taken.filter(({ part }) => !isPickup(part) && part.fulfillmentOrder.isFulfillable);
  const held = taken.find(({ part }) => !isPickup(part) && !part.fulfillmentOrder.isFulfillable);
  const { id, tracking } = shipment.katana;
  return {
    taken,
    steps: createSteps(sent, {
      katana: id,
      tracking: trackingForShopify(tracking),
      notifyCustomer: shipment.notifyCustomer,
    }),
    blocks: held === undefined ? [] : [blockOf(shipment, titleOf(order, held.part.lineId), causeOf(held.part))],
    notices: taken.some(({ part }) => isPickup(part)) ? [{ kind: "pickup-to-be-marked" }] : [],
  };
};

const blockOf = (shipment: Shipment, line: string, cause: CarryCause): Block => ({
  kind: "fulfillment-not-carried",
  to: "shopify",
  fulfillment: String(shipment.katana.id),
  line,
  cause,
});

/** FUL-3, FUL-7, FUL-10: what has left in Katana, fulfilled in Shopify, as far as Shopify takes it now. */
export const carryToShopify = (
  place: Place,
  parts: readonly OpenPart[],
  shipments: readonly Shipment[],
): CarriedToShopify =>
  shipments.reduce<CarriedToShopify>(
    (so, shipment) => {
      const { taken, ...carried } = carryOne(place, so.parts, shipment);
      return {
        steps: [...so.steps, ...carried.steps],
        blocks: [...so.blocks, ...carried.blocks],
        notices: [...so.notices, ...carried.notices],
        parts: withoutParts(so.parts, taken),
      };
    },
    { steps: [], blocks: [], notices: [], parts },
  );
