import type { Settings } from "../domain/settings.ts";

const onOffOf = (value: boolean): string => (value ? "on" : "off");

/** The settings as form fields. Kept apart from their reading, which brings a validator that the browser has no use for. */
export const encodeSettings = (settings: Settings): Record<keyof Settings, string> => ({
  importPaymentPending: onOffOf(settings.importPaymentPending),
  bringShippingFee: onOffOf(settings.bringShippingFee),
  nonPhysicalCustomItems: settings.nonPhysicalCustomItems,
  bringOrderChanges: onOffOf(settings.bringOrderChanges),
  bringLocationUpdates: onOffOf(settings.bringLocationUpdates),
  bringReturns: onOffOf(settings.bringReturns),
  syncFulfillment: onOffOf(settings.syncFulfillment),
});
