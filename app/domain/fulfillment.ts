import type { KatanaFulfillmentId, LineId, SalesOrderRowId } from "./ids.ts";
import type { Decimal } from "./decimal.ts";

/** How a parcel is followed; copied once, when its fulfillment is carried over (FUL-6). */
export interface Tracking {
  readonly number: string | null;
  readonly url: string | null;
  readonly carrier: string | null;
}

/** A web address; without a scheme a host with a dot is taken for one. Anything else is none. */
const webAddress = (text: string): string | null => {
  const written = text.trim();
  const whole = /^[a-z][a-z\d+.-]*:/i.test(written) ? written : `https://${written}`;
  const address = URL.parse(whole);
  const isWeb = address !== null && /^https?:$/.test(address.protocol) && address.hostname.includes(".");
  return isWeb ? address.href : null;
};

/** What Shopify takes of it: Katana keeps any text as a URL, Shopify refuses the whole fulfillment for one that is none. */
export const trackingForShopify = (tracking: Tracking | null): Tracking | null =>
  tracking === null ? null : { ...tracking, url: tracking.url === null ? null : webAddress(tracking.url) };

/** One packed or delivered part of a sales order, as Katana has it now. */
export interface KatanaFulfillment {
  readonly id: KatanaFulfillmentId;
  /** False: packed. */
  readonly delivered: boolean;
  /** When it was made, else when it was picked; ISO-8601, null when Katana tells neither. */
  readonly shippedAt: string | null;
  readonly tracking: Tracking | null;
  readonly rows: readonly { readonly rowId: SalesOrderRowId; readonly quantity: Decimal }[];
}

/** Units of one line that went together. */
export interface LineUnits {
  readonly lineId: LineId;
  readonly quantity: number;
}

/** Units by line, whatever way they were listed. */
export const unitsByLine = (lines: readonly LineUnits[]): ReadonlyMap<LineId, number> =>
  new Map(
    [...Map.groupBy(lines, ({ lineId }) => lineId)].map(
      ([lineId, same]) => [lineId, same.reduce((total, { quantity }) => total + quantity, 0)] as const,
    ),
  );

const positive = (lines: readonly LineUnits[]): ReadonlyMap<LineId, number> =>
  new Map([...unitsByLine(lines)].filter(([, quantity]) => quantity > 0));

/** Whether both are the same units of the same lines. */
export const sameUnits = (one: readonly LineUnits[], other: readonly LineUnits[]): boolean => {
  const [left, right] = [positive(one), positive(other)];
  return left.size === right.size && [...left].every(([lineId, quantity]) => right.get(lineId) === quantity);
};

/** What of `all` is left once `gone` is taken off; lines of which nothing is left are left out. */
export const unitsLeft = (all: readonly LineUnits[], gone: readonly LineUnits[]): readonly LineUnits[] => {
  const taken = unitsByLine(gone);
  return [...unitsByLine(all)]
    .map(([lineId, quantity]) => ({ lineId, quantity: quantity - (taken.get(lineId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
};

/** FUL-9: two numbers that differ are two parcels; without one it may be the same. */
export const mayBeSameParcel = (one: Tracking | null, other: Tracking | null): boolean => {
  const [left, right] = [one?.number ?? null, other?.number ?? null];
  return left === null || right === null || left === right;
};
