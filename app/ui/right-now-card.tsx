import { BlockStack, Card, Text } from "@shopify/polaris";
import type { HomeView } from "../sync/views.ts";
import { Fact, Facts } from "./facts.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { requestsLeftText } from "./requests-left-text.ts";

interface RightNowCardProps {
  readonly view: HomeView;
  readonly now: number;
}

/** What happened last, what is still to happen, and how much Katana lets through. */
export function RightNowCard({ view, now }: RightNowCardProps) {
  const { counts, katanaRequests } = view;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Right now
        </Text>
        <Facts>
          <Fact name="Came over last">
            <LastImport view={view} now={now} />
          </Fact>
          <Fact name="Waiting or being retried">{orderCount(counts.waiting + counts.retrying)}</Fact>
          <Fact name="Katana requests left this minute">{requestsLeftText(katanaRequests)}</Fact>
        </Facts>
      </BlockStack>
    </Card>
  );
}

const orderCount = (count: number): string => {
  if (count === 0) return "None";
  return count === 1 ? "1 order" : `${new Intl.NumberFormat("en").format(count)} orders`;
};

function LastImport({ view: { lastImport, shop }, now }: RightNowCardProps) {
  if (lastImport === null) return "None yet";
  return (
    <>
      Order {lastImport.orderName} as sales order {lastImport.salesOrderNo},{" "}
      <RelativeTime instant={lastImport.at} now={now} timeZone={shop.timezone} />
    </>
  );
}
