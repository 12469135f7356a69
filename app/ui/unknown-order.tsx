import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import type { LiveOrderView } from "../sync/views.ts";
import { LiveOrder } from "./live-order.tsx";
import { RefusedRequests } from "./refused-requests.tsx";
import { useOrderRequests } from "./use-order-requests.ts";

/** The page of an order that Tandem never heard of: what Shopify says of it, or that there is none. */
export function UnknownOrder({ live }: { readonly live: LiveOrderView }) {
  const requests = useOrderRequests();
  const back = { content: "Activity", url: "/app/activity" };
  switch (live.kind) {
    case "found":
      return (
        <Page title={live.name} backAction={back}>
          <BlockStack gap="400">
            <RefusedRequests refused={requests.outcome?.refused ?? []} />
            <Card>
              <LiveOrder order={live} requests={requests} />
            </Card>
          </BlockStack>
        </Page>
      );
    case "failed":
      return (
        <Page title="Order" backAction={back}>
          <Banner tone="critical" title="Shopify could not be asked about this order">
            <p>
              {live.sentence} {live.remedy}
            </p>
          </Banner>
        </Page>
      );
    case "not-shown":
      return (
        <Page title="No such order" backAction={back}>
          <Banner tone="info" action={{ content: "Search in Activity", url: "/app/activity" }}>
            <p>
              Tandem knows no order of this id, and Shopify shows none in this store. It may have been deleted, be older
              than 60 days, or belong to another store.
            </p>
          </Banner>
        </Page>
      );
  }
}
