/** The Orders tab. Each field is one setting; the defaults are the rules' own (SET-1 … SET-8). SET-1 is always on and has no field. */
export interface Settings {
  /** SET-2 */
  readonly importPaymentPending: boolean;
  /** SET-3 */
  readonly bringShippingFee: boolean;
  /** SET-4 */
  readonly nonPhysicalCustomItems: "service" | "product";
  /** SET-5 */
  readonly bringOrderChanges: boolean;
  /** SET-6 */
  readonly bringLocationUpdates: boolean;
  /** SET-7 */
  readonly bringReturns: boolean;
  /** SET-8 */
  readonly syncFulfillment: boolean;
}

export const defaultSettings: Settings = {
  importPaymentPending: false,
  bringShippingFee: true,
  nonPhysicalCustomItems: "service",
  bringOrderChanges: true,
  bringLocationUpdates: true,
  bringReturns: false,
  syncFulfillment: true,
};

const fields: readonly (keyof Settings)[] = [
  "importPaymentPending",
  "bringShippingFee",
  "nonPhysicalCustomItems",
  "bringOrderChanges",
  "bringLocationUpdates",
  "bringReturns",
  "syncFulfillment",
];

export const sameSettings = (one: Settings, other: Settings): boolean =>
  fields.every((field) => one[field] === other[field]);
