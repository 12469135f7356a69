import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useId, useState } from "react";
import { wholeSentence } from "../domain/whole-sentence.ts";
import type { ConnectionView } from "../sync/views.ts";
import { ConnectionForm } from "./connection-form.tsx";
import { ConnectionSummary } from "./connection-summary.tsx";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { useConnectionRequest } from "./use-connection-request.ts";

interface ConnectedAccountProps {
  readonly connection: NonNullable<ConnectionView["connection"]>;
  readonly timeZone: string;
  readonly now: number;
}

/** The Connection page once there is one: the account, and what can be done about it. */
export function ConnectedAccount({ connection, timeZone, now }: ConnectedAccountProps) {
  return (
    <BlockStack gap="400">
      {connection.refused === null ? null : (
        <Banner tone="critical" title="Katana refuses the key">
          <p>
            This began <RelativeTime instant={connection.refused.since} now={now} timeZone={timeZone} />. Orders wait
            until a key works again: replace it below. Katana’s answer: {wholeSentence(connection.refused.words)}
          </p>
        </Banner>
      )}
      <ConnectionSummary connection={connection} timeZone={timeZone} now={now} />
      <ApiKey refused={connection.refused !== null} />
      <Disconnect accountName={connection.accountName} />
    </BlockStack>
  );
}

function ApiKey({ refused }: { readonly refused: boolean }) {
  const [asked, setAsked] = useState(false);
  const test = useConnectionRequest("test-katana", "Katana answered: the connection works");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          API key
        </Text>
        {test.problem === null ? null : (
          <Banner tone="critical">
            <p>The test failed. {test.problem.words}</p>
          </Banner>
        )}
        <InlineStack gap="200">
          <Button onClick={() => test.send({ intent: "test" })} loading={test.running}>
            Test connection
          </Button>
          {asked || refused ? null : <Button onClick={() => setAsked(true)}>Replace key</Button>}
        </InlineStack>
        {asked || refused ? <Replacement canCancel={!refused} onDone={() => setAsked(false)} /> : null}
      </BlockStack>
    </Card>
  );
}

function Replacement({ canCancel, onDone }: { readonly canCancel: boolean; readonly onDone: () => void }) {
  // Each opening is a form of its own, without the last one's words.
  const replace = useConnectionRequest(`replace-key-${useId()}`, "The key was replaced");
  useEffect(() => {
    if (replace.succeeded) onDone();
  }, [replace.succeeded, onDone]);
  return (
    <ConnectionForm
      submitLabel="Replace key"
      connecting={replace.running}
      problem={replace.problem}
      onConnect={(key) => replace.send({ intent: "connect", key })}
      {...(canCancel ? { onCancel: onDone } : {})}
    />
  );
}

function Disconnect({ accountName }: { readonly accountName: string }) {
  const [asks, setAsks] = useState(false);
  const disconnect = useConnectionRequest("disconnect-katana", "Katana is disconnected");
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          Disconnect
        </Text>
        <Text as="p" tone="subdued">
          Stops all syncing. Your sales orders in Katana stay as they are.
        </Text>
        <Button tone="critical" onClick={() => setAsks(true)}>
          Disconnect
        </Button>
      </BlockStack>
      <DisconnectDialog
        open={asks}
        accountName={accountName}
        loading={disconnect.running}
        onConfirm={() => disconnect.send({ intent: "disconnect" })}
        onCancel={() => setAsks(false)}
      />
    </Card>
  );
}
