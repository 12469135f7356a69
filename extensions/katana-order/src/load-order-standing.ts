import { decodeOrderStanding, type OrderStanding } from "./order-standing.ts";

/** Milliseconds; the merchant is looking at the page meanwhile. */
const patience = 10_000;

/** Asks the app; Shopify resolves the address against the app's and adds the session token. Every failure is "failed". */
export async function loadOrderStanding(orderGid: string): Promise<OrderStanding | "unknown" | "failed"> {
  try {
    const response = await fetch(`/api/order-status?id=${encodeURIComponent(orderGid)}`, {
      signal: AbortSignal.timeout(patience),
    });
    if (!response.ok) return "failed";
    return decodeOrderStanding(await response.json()) ?? "failed";
  } catch {
    return "failed";
  }
}
