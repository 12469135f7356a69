import { BlockStack, Card, Text } from "@shopify/polaris";
import type { HomeView } from "../sync/views.ts";
import { RelativeTime } from "./relative-time.tsx";

interface LastImportCardProps {
  readonly view: HomeView;
  readonly now: number;
}

/** The newest order that came over, or when the first one will. */
export function LastImportCard({ view, now }: LastImportCardProps) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Right now
        </Text>
        <Text as="p" breakWord>
          <LastImport view={view} now={now} />
        </Text>
      </BlockStack>
    </Card>
  );
}

function LastImport({ view: { lastImport, shop }, now }: LastImportCardProps) {
  if (lastImport === null) {
    return shop.state === "active"
      ? "No order has come over yet. The next one placed in Shopify appears here."
      : "No order came over before Tandem was paused.";
  }
  return (
    <>
      Order {lastImport.orderName} came over as sales order {lastImport.salesOrderNo}{" "}
      <RelativeTime instant={lastImport.at} now={now} timeZone={shop.timezone} />.
    </>
  );
}
