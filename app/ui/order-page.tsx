import { BlockStack, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import type { OrderPageView } from "../sync/views.ts";
import { AppPage } from "./app-page.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { OrderSides } from "./order-sides.tsx";
import { OrderStanding } from "./order-standing.tsx";
import { OrderTimeline } from "./order-timeline.tsx";
import { RefusedRequests } from "./refused-requests.tsx";
import { StateBadge } from "./state-badge.tsx";
import { StatusBadge } from "./status-badge.tsx";
import { useOrderRequests } from "./use-order-requests.ts";
import { useReloadWhile } from "./use-reload-while.ts";

interface OrderPageProps {
  readonly view: OrderPageView;
  readonly now: number;
}

/** PAG-6: where one order stands and why, what would change that, and what was done. */
export function OrderPage({ view, now }: OrderPageProps) {
  const { ask, asking, outcome } = useOrderRequests();
  const [confirming, setConfirming] = useState(false);
  useReloadWhile(view.awaitsLook, view);
  const look = () => ask("look-now", [view.orderId]);
  const [primary, ...others] = [
    ...(view.offers.importAnyway ? [{ content: "Import anyway", onAction: () => setConfirming(true) }] : []),
    ...(view.offers.carryOver ? [{ content: "Carry over", onAction: () => ask("carry-over", [view.orderId]) }] : []),
    ...(view.offers.retry ? [{ content: "Retry", onAction: look }] : []),
    { content: "Sync now", onAction: look },
  ];
  const busy = asking !== null;
  return (
    <AppPage
      title={view.name}
      shop={view.shop}
      titleMetadata={
        <InlineStack gap="200">
          <StatusBadge status={view.status} />
          <StateBadge state={view.shop.state} />
        </InlineStack>
      }
      backAction={{ content: "Activity", url: "/app/activity" }}
      primaryAction={{ ...primary, loading: busy }}
      secondaryActions={others.map((action) => ({ ...action, disabled: busy }))}
    >
      <BlockStack gap="400">
        <RefusedRequests refused={outcome?.refused ?? []} />
        <OrderStanding view={view} now={now} look={{ ask: look, busy }} />
        <OrderSides view={view} requests={{ ask: (intent) => ask(intent, [view.orderId]), busy }} />
        <OrderTimeline entries={view.timeline} timeZone={view.shop.timezone} />
      </BlockStack>
      <ImportDialog
        open={confirming}
        names={[view.name]}
        despite={view.why.map(({ sentence }) => sentence)}
        onConfirm={() => {
          setConfirming(false);
          ask("import-anyway", [view.orderId]);
        }}
        onCancel={() => setConfirming(false)}
      />
    </AppPage>
  );
}
