import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ConnectionView } from "../sync/views.ts";
import styles from "./connection-summary.module.css";
import { RelativeTime } from "./relative-time.tsx";

interface ConnectionSummaryProps {
  readonly connection: NonNullable<ConnectionView["connection"]>;
  readonly timeZone: string;
  readonly now: number;
}

/** PAG-4: which Katana account, since when, and whether it still answers. */
export function ConnectionSummary({ connection, timeZone, now }: ConnectionSummaryProps) {
  const { accountName, connectedAt, lastSuccessAt } = connection;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Katana account
        </Text>
        <dl className={styles["facts"]}>
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
          <Fact name="Requests left this minute">{requestsLeft(connection)}</Fact>
        </dl>
      </BlockStack>
    </Card>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles["fact"]}>
      <dt>
        <Text as="span" tone="subdued">
          {name}
        </Text>
      </dt>
      <dd>
        <Text as="span" breakWord>
          {children}
        </Text>
      </dd>
    </div>
  );
}

const requestsLeft = ({ requestsLeft: left, requestLimit: limit }: ConnectionSummaryProps["connection"]): string => {
  if (left === null) return "Not known yet";
  return limit === null ? String(left) : `${left} of ${limit}`;
};
