import { BlockStack, Text } from "@shopify/polaris";
import { ConfirmDialog } from "./confirm-dialog.tsx";

interface PauseDialogProps {
  readonly open: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says what pausing stops, what it keeps, and what happens to orders placed meanwhile (CON-5). */
export function PauseDialog({ open, onConfirm, onCancel }: PauseDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      title="Pause sync?"
      confirm={{ label: "Pause sync" }}
      cancelLabel="Keep syncing"
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <BlockStack gap="300">
        <Text as="p">No order comes over and nothing is updated on either side until you activate again.</Text>
        <Text as="p">
          The connection, your settings and what has come over are kept. Orders placed during the pause stay out of
          Katana, also after you activate again.
        </Text>
      </BlockStack>
    </ConfirmDialog>
  );
}
