import { type ReactNode, useState } from "react";
import type { ActivityRowView } from "../sync/views.ts";
import { ImportDialog } from "./import-dialog.tsx";
import type { OrderRequests } from "./use-order-requests.ts";

interface ChosenOrders {
  readonly actions: { readonly content: string; readonly onAction: () => void }[];
  readonly dialog: ReactNode;
}

interface ChosenOrdersOptions {
  readonly requests: Pick<OrderRequests, "ask">;
  readonly onAsked: () => void;
}

const idsOf = (rows: readonly ActivityRowView[]): readonly string[] => rows.map(({ orderId }) => orderId);

/** What can be asked of the chosen orders, each action only where it makes sense, and for the orders for which it does. */
export function useChosenOrders(
  chosen: readonly ActivityRowView[],
  { requests, onAsked }: ChosenOrdersOptions,
): ChosenOrders {
  const [confirming, setConfirming] = useState(false);
  const failed = chosen.filter(({ status }) => status === "needs-you" || status === "retrying");
  const keptOut = chosen.filter(({ status }) => status === "not-imported");
  const ask = (intent: "look-now" | "import-anyway", rows: readonly ActivityRowView[]) => {
    requests.ask(intent, idsOf(rows));
    onAsked();
  };
  return {
    actions: [
      { content: "Sync now", onAction: () => ask("look-now", chosen) },
      ...(failed.length > 0 ? [{ content: "Retry", onAction: () => ask("look-now", failed) }] : []),
      ...(keptOut.length > 0 ? [{ content: "Import anyway", onAction: () => setConfirming(true) }] : []),
    ],
    dialog: (
      <ImportDialog
        open={confirming}
        names={keptOut.map(({ name }) => name)}
        despite={keptOut.map(({ why }) => why)}
        onConfirm={() => {
          setConfirming(false);
          ask("import-anyway", keptOut);
        }}
        onCancel={() => setConfirming(false)}
      />
    ),
  };
}
