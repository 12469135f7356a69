import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

const everyMs = 1_500;
/** After a minute whoever looks is no longer waiting; the page says what it last knew. */
const mostReloads = 40;

/** Loads the page's data again shortly, as long as `waiting` holds for the `shown` data. */
export function useReloadWhile(waiting: boolean, shown: unknown): void {
  const { revalidate } = useRevalidator();
  const reloads = useRef(0);
  useEffect(() => {
    if (!waiting) {
      reloads.current = 0;
      return;
    }
    if (reloads.current >= mostReloads) return;
    const timer = setTimeout(() => {
      reloads.current += 1;
      revalidate();
    }, everyMs);
    return () => clearTimeout(timer);
  }, [waiting, shown, revalidate]);
}
