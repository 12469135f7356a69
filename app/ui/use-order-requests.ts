import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef, useState } from "react";
import type { RequestOutcome } from "../sync/views.ts";
import type { AskedOfOrders } from "./parse-order-request.ts";

export interface OrderRequests {
  readonly ask: (intent: AskedOfOrders["intent"], orders: readonly string[]) => void;
  /** What is being asked right now. */
  readonly asking: AskedOfOrders["intent"] | null;
  /** What came of the last request; null while one is on its way, or when there was none. */
  readonly outcome: RequestOutcome | null;
}

const saidOf = (intent: AskedOfOrders["intent"], { asked }: RequestOutcome): string => {
  if (intent === "look-now") return "Looking at both sides now";
  if (intent === "carry-over") return "Carrying the fulfillments over now";
  return asked.length === 1 ? "The order comes over in a moment" : `${asked.length} orders come over in a moment`;
};

/** Sync now, Retry, Carry over and Import anyway, from whichever page. What succeeds is a toast; what was refused stays on the page. */
export function useOrderRequests(): OrderRequests {
  const fetcher = useFetcher<RequestOutcome | null>({ key: "order-requests" });
  const shopify = useAppBridge();
  const [intent, setIntent] = useState<AskedOfOrders["intent"]>("look-now");
  const said = useRef<RequestOutcome | null>(null);
  const idle = fetcher.state === "idle";
  const outcome = idle ? (fetcher.data ?? null) : null;
  useEffect(() => {
    if (outcome === null || said.current === outcome) return;
    said.current = outcome;
    if (outcome.asked.length > 0) shopify.toast.show(saidOf(intent, outcome));
  }, [outcome, intent, shopify]);
  return {
    ask: (wanted, orders) => {
      setIntent(wanted);
      const form = new FormData();
      form.set("intent", wanted);
      for (const order of orders) form.append("order", order);
      fetcher.submit(form, { method: "post", action: "/app/order-requests" });
    },
    asking: idle ? null : intent,
    outcome,
  };
}
