import { BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import type { LiveOrderView } from "../sync/views.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { moneyText } from "../domain/money-text.ts";
import type { OrderRequests } from "./use-order-requests.ts";
import { WhyList } from "./why-list.tsx";

type FoundOrder = Extract<LiveOrderView, { kind: "found" }>;

interface LiveOrderProps {
  readonly order: FoundOrder;
  readonly requests: OrderRequests;
}

/** An order that Tandem never heard of, as Shopify shows it now: why it is not in Katana, and the way to bring it over. */
export function LiveOrder({ order, requests }: LiveOrderProps) {
  const { ask, asking, outcome } = requests;
  const [confirming, setConfirming] = useState(false);
  const isAsked = outcome?.asked.includes(order.orderId) === true;
  return (
    <BlockStack gap="400">
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <Text as="h2" variant="headingMd">
          {order.name} is in Shopify and not in Katana
        </Text>
        <Text as="span" numeric>
          {moneyText(order.total, order.currency)}
        </Text>
      </InlineStack>
      <WhyList why={order.why} />
      <InlineStack gap="300" blockAlign="center">
        {order.canImportAnyway && !isAsked ? (
          <Button variant="primary" loading={asking !== null} onClick={() => setConfirming(true)}>
            Import anyway
          </Button>
        ) : null}
        {isAsked ? <Link url={`/app/orders/${order.orderId}`}>See how {order.name} comes over</Link> : null}
        <Link url={`shopify://admin/orders/${order.orderId}`} target="_top">
          Open {order.name} in Shopify
        </Link>
      </InlineStack>
      <ImportDialog
        open={confirming}
        names={[order.name]}
        despite={order.why.map(({ sentence }) => sentence)}
        onConfirm={() => {
          setConfirming(false);
          ask("import-anyway", [order.orderId]);
        }}
        onCancel={() => setConfirming(false)}
      />
    </BlockStack>
  );
}
