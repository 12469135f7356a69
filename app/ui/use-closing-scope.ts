import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import { closeReturnScope } from "../domain/close-return-scope.ts";

export interface ClosingScope {
  readonly asking: boolean;
  /** What came of the last question; null before one. */
  readonly answer: "granted" | "declined" | "failed" | null;
  readonly ask: () => void;
}

/** Asks the merchant, in Shopify's own dialog, whether Tandem may close returns (RET-4). The app itself learns of a yes by webhook. */
export function useClosingScope(): ClosingScope {
  const shopify = useAppBridge();
  const [state, setState] = useState<Omit<ClosingScope, "ask">>({ asking: false, answer: null });
  const ask = () => {
    setState({ asking: true, answer: null });
    shopify.scopes
      .request([closeReturnScope])
      .then(({ result }) => {
        const isGranted = result === "granted-all";
        setState({ asking: false, answer: isGranted ? "granted" : "declined" });
        if (isGranted) shopify.toast.show("Tandem may close returns now");
      })
      .catch(() => setState({ asking: false, answer: "failed" }));
  };
  return { ...state, ask };
}
