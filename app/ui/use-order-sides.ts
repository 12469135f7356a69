import { useEffect, useState } from "react";
import type { OrderId } from "../domain/ids.ts";
import type { OrderSidesView } from "../sync/side-views.ts";

export interface ReadSides {
  /** What was read last; null before. */
  readonly sides: OrderSidesView | null;
  readonly reading: boolean;
  /** The last try did not even reach Tandem. */
  readonly failed: boolean;
  readonly again: () => void;
}

/** Reads both sides once the page is drawn, and again whenever the order was looked at anew. */
export const useOrderSides = (orderId: OrderId, lookedAt: string): ReadSides => {
  const [state, setState] = useState<Omit<ReadSides, "again">>({ sides: null, reading: true, failed: false });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    setState(({ sides }) => ({ sides, reading: true, failed: false }));
    fetchSides(orderId, leaving.signal)
      .then((sides) => setState({ sides, reading: false, failed: false }))
      .catch(() => {
        if (!leaving.signal.aborted) setState(({ sides }) => ({ sides, reading: false, failed: true }));
      });
    return () => leaving.abort();
  }, [orderId, lookedAt, tries]);
  return { ...state, again: () => setTries((before) => before + 1) };
};

const fetchSides = async (orderId: OrderId, signal: AbortSignal): Promise<OrderSidesView> => {
  const answer = await fetch(`/api/order-sides?order=${orderId}`, { signal });
  const sides: unknown = await answer.json();
  if (!answer.ok || !isSides(sides)) throw new Error(`answered ${String(answer.status)}`);
  return sides;
};

/** The same app encoded it; anything else is no answer of its. */
const isSides = (answer: unknown): answer is OrderSidesView =>
  typeof answer === "object" && answer !== null && "lines" in answer && "problems" in answer;
