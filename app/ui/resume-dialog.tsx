import { BlockStack, Text } from "@shopify/polaris";
import { activationReach } from "./checklist-steps.ts";
import { leftOutWords } from "./backfill-words.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";

interface ResumeDialogProps {
  readonly open: boolean;
  readonly leftOut: number;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says, before syncing goes on, which orders stay out (CON-5). */
export function ResumeDialog({ open, leftOut, onConfirm, onCancel }: ResumeDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      title="Activate sync again?"
      confirm={{ label: "Activate sync" }}
      cancelLabel="Stay paused"
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <BlockStack gap="300">
        <Text as="p">{activationReach(true)}</Text>
        <Text as="p">{leftOutWords(leftOut)}</Text>
      </BlockStack>
    </ConfirmDialog>
  );
}
