import { BlockStack, List, Text } from "@shopify/polaris";
import { ConfirmDialog } from "./confirm-dialog.tsx";

interface DisconnectDialogProps {
  readonly open: boolean;
  readonly accountName: string;
  readonly loading: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says what disconnecting stops and what it keeps (CON-5). */
export function DisconnectDialog({ open, accountName, loading, onConfirm, onCancel }: DisconnectDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      title="Disconnect Katana?"
      confirm={{ label: "Disconnect", destructive: true, loading }}
      cancelLabel="Cancel"
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <BlockStack gap="300">
        <Text as="p" breakWord>
          Tandem forgets the key for {accountName} and stops at once: no order comes over and nothing is updated on
          either side.
        </Text>
        <Text as="p">What is kept:</Text>
        <List>
          <List.Item>your sales orders in Katana, exactly as they are</List.Item>
          <List.Item>which sales order belongs to which order</List.Item>
          <List.Item>your settings and matched locations</List.Item>
        </List>
      </BlockStack>
    </ConfirmDialog>
  );
}
