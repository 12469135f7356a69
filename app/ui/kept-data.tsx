import { BlockStack, Card, List, Text } from "@shopify/polaris";

/** What is kept at all, so that a merchant can say so without looking anything up. */
export function KeptData() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What Tandem keeps
        </Text>
        <List>
          <List.Item>Of an order: its number, dates, amounts, items and quantities, and where it stands.</List.Item>
          <List.Item>
            Of its sales order: the number, and what was sent to Katana without the customer’s data.
          </List.Item>
          <List.Item>Of a customer: only the numbers by which Shopify and Katana know them.</List.Item>
        </List>
        <Text as="p" tone="subdued">
          Names, addresses, e-mail addresses and phone numbers go from Shopify to Katana and are not kept on the way.
          What Katana keeps is answered from Katana.
        </Text>
      </BlockStack>
    </Card>
  );
}
