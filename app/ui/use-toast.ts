import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";
import type { FormOutcome } from "../sync/views.ts";

/** Says once, in a toast, that what was asked for succeeded. Failures are never toasts: they stay until they are read. */
export const useToast = (outcome: FormOutcome | undefined, message: string): void => {
  const shopify = useAppBridge();
  const said = useRef<FormOutcome | undefined>(undefined);
  useEffect(() => {
    if (outcome === undefined || !outcome.ok || said.current === outcome) return;
    said.current = outcome;
    shopify.toast.show(message);
  }, [outcome, message, shopify]);
};
