import { BlockStack, Card, Text } from "@shopify/polaris";
import { wholeSentence } from "../domain/whole-sentence.ts";
import type { ConnectionView } from "../sync/views.ts";
import { Fact, Facts } from "./facts.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { requestsLeftText } from "./requests-left-text.ts";

interface ConnectionSummaryProps {
  readonly connection: NonNullable<ConnectionView["connection"]>;
  readonly timeZone: string;
  readonly now: number;
}

/** PAG-4: which Katana account, since when, and whether it still answers. */
export function ConnectionSummary({ connection, timeZone, now }: ConnectionSummaryProps) {
  const { accountName, connectedAt, lastSuccessAt, requestsLeft, requestLimit, shipments } = connection;
  const requests = requestsLeft === null || requestLimit === null ? null : { left: requestsLeft, limit: requestLimit };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Katana account
        </Text>
        <Facts>
          <Fact name="Account">{accountName}</Fact>
          <Fact name="Connected">
            <RelativeTime instant={connectedAt} now={now} timeZone={timeZone} />
          </Fact>
          <Fact name="Last successful call">
            {lastSuccessAt === null ? (
              "None yet"
            ) : (
              <RelativeTime instant={lastSuccessAt} now={now} timeZone={timeZone} />
            )}
          </Fact>
          <Fact name="Requests left this minute">{requestsLeftText(requests)}</Fact>
          <Fact name="Shipments in Katana">
            {shipments.told
              ? "Katana tells of them at once"
              : `Looked for every ${String(shipments.everyMs / 1_000)} seconds`}
          </Fact>
        </Facts>
        {shipments.refused === null ? null : (
          <Text as="p" tone="subdued">
            Katana could tell of shipments at once, but does not take Tandem’s address. In Katana’s words:{" "}
            {wholeSentence(shipments.refused)}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
