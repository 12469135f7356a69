import { BlockStack, List, Text } from "@shopify/polaris";
import { ConfirmDialog } from "./confirm-dialog.tsx";

interface ImportDialogProps {
  readonly open: boolean;
  /** The orders' numbers. */
  readonly names: readonly string[];
  /** What keeps it out, in sentences; shown for a single order. */
  readonly despite: readonly string[];
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** IMP-10: a person's word overrules what keeps an order out, so it is asked for twice. */
export function ImportDialog({ open, names, despite, onConfirm, onCancel }: ImportDialogProps) {
  const [only] = names;
  return (
    <ConfirmDialog
      open={open}
      title={names.length === 1 ? `Import ${only ?? ""} anyway?` : `Import ${names.length} orders anyway?`}
      confirm={{ label: "Import anyway" }}
      cancelLabel="Cancel"
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <BlockStack gap="300">
        <Text as="p">
          {names.length === 1
            ? "Katana gets a new sales order for it, although:"
            : "Katana gets a new sales order for each, whatever keeps them out so far."}
        </Text>
        {names.length === 1 ? (
          <List>
            {despite.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        ) : null}
        <Text as="p" tone="subdued">
          An order with nothing left to import, or whose sales order still exists, is left as it is. The timeline notes
          that it was you who asked.
        </Text>
      </BlockStack>
    </ConfirmDialog>
  );
}
