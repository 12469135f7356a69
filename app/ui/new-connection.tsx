import { BlockStack, Card, Text } from "@shopify/polaris";
import { ConnectionForm, KeyInstructions } from "./connection-form.tsx";
import { useConnectionRequest } from "./use-connection-request.ts";

/** The Connection page before there is one. */
export function NewConnection() {
  const connect = useConnectionRequest("connect-katana", "Katana is connected");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Connect your Katana account
        </Text>
        <KeyInstructions />
        <ConnectionForm
          submitLabel="Connect"
          connecting={connect.running}
          problem={connect.problem}
          onConnect={(key) => connect.send({ intent: "connect", key })}
        />
      </BlockStack>
    </Card>
  );
}
