import type { TrackingState } from "../state.ts";

/** Carriers that Shopify knows by exactly this name: it makes the address itself. */
const CARRIERS: Readonly<Record<string, string>> = {
  "DHL Express": "https://www.dhl.com/en/express/tracking.html?AWB=",
  DPD: "https://tracking.dpd.de/parcelstatus?query=",
  FedEx: "https://www.fedex.com/fedextrack/?trknbr=",
  GLS: "https://gls-group.eu/track/",
  Omniva: "https://www.omniva.ee/track?barcode=",
  PostNord: "https://portal.postnord.com/tracking/details/",
  "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/",
  UPS: "https://www.ups.com/track?tracknum=",
  USPS: "https://tools.usps.com/go/TrackConfirmAction.action?tLabels=",
};

export interface TrackingInput {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly url?: string | null;
  readonly numbers?: readonly string[] | null;
  readonly urls?: readonly string[] | null;
}

/** Tracking as Shopify keeps it: one entry per number (or address). */
export function trackingFrom(input: TrackingInput | null | undefined): TrackingState[] {
  if (!input) return [];
  const numbers = input.numbers ?? (input.number ? [input.number] : []);
  const urls = input.urls ?? (input.url ? [input.url] : []);
  const company = input.company ?? null;
  const prefix = CARRIERS[company ?? ""];
  const entries = Math.max(numbers.length, urls.length, company === null ? 0 : 1);
  return Array.from({ length: entries }, (_, index) => {
    const number = numbers[index] ?? null;
    const made = prefix !== undefined && number !== null ? `${prefix}${number}` : null;
    return { company, number, url: urls[index] ?? made };
  });
}
