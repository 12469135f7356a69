import { BlockStack, Box, Card, SkeletonBodyText, Text } from "@shopify/polaris";
import type { MovementView } from "../sync/side-views.ts";
import { type MovementRequests, MovementsTable } from "./movements-table.tsx";
import type { ColumnState } from "./sides-table.tsx";

interface MovementsCardProps {
  readonly title: string;
  readonly help: string;
  /** What there is to say while nothing has moved. */
  readonly empty: string;
  readonly movements: readonly MovementView[];
  readonly columns: { readonly shopify: ColumnState; readonly katana: ColumnState };
  readonly timeZone: string;
  readonly requests: MovementRequests;
}

/** Fulfillments or returns of an order: both sides beside each other, where each came from and what became of it. */
export function MovementsCard({ title, help, empty, movements, ...table }: MovementsCardProps) {
  const states = Object.values(table.columns);
  const isReading = states.includes("reading");
  const nothing = states.includes("unread") ? "Not known, as not both sides could be read." : empty;
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {movements.length > 0 || isReading ? (
            <Text as="p" tone="subdued">
              {help}
            </Text>
          ) : (
            <Text as="p">{nothing}</Text>
          )}
          {movements.length === 0 && isReading ? <SkeletonBodyText lines={1} /> : null}
        </BlockStack>
      </Box>
      {movements.length === 0 ? null : <MovementsTable caption={title} movements={movements} {...table} />}
    </Card>
  );
}
