import { Link } from "@shopify/polaris";
import type { Tracking } from "../domain/fulfillment.ts";

/** Anybody may have typed it: only an address of the web is led to. */
const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url);

/** How a parcel is followed (FUL-6). */
export function TrackingText({ tracking: { number, url, carrier } }: { readonly tracking: Tracking }) {
  const words = [carrier, number].filter((text) => text !== null).join(" ");
  const shown = words === "" ? (url ?? "") : words;
  return (
    <span>
      Tracking:{" "}
      {url !== null && isWebAddress(url) ? (
        <Link url={url} target="_blank" accessibilityLabel={`Tracking ${shown}, opens a new tab`}>
          {shown}
        </Link>
      ) : (
        shown
      )}
    </span>
  );
}
