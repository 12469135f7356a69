import { useBlocker } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import { Text } from "@shopify/polaris";
import { useRef } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";

interface UnsavedChangesProps {
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** The contextual save bar, and the question before a page with unsaved changes is left. */
export function UnsavedChanges({ dirty, saving, onSave, onDiscard }: UnsavedChangesProps) {
  // Where App Bridge asks by itself, it closes the bar on a yes: then this does not ask a second time.
  const agreed = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !agreed.current && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <>
      <SaveBar
        id="unsaved-changes"
        open={dirty}
        onShow={() => {
          agreed.current = false;
        }}
        onHide={() => {
          agreed.current = true;
        }}
      >
        <button variant="primary" onClick={onSave} disabled={saving} {...(saving ? { loading: "" } : {})}>
          Save
        </button>
        <button onClick={onDiscard} disabled={saving}>
          Discard
        </button>
      </SaveBar>
      <ConfirmDialog
        open={blocker.state === "blocked"}
        title="Leave page with unsaved changes?"
        confirm={{ label: "Leave page", destructive: true }}
        cancelLabel="Stay"
        onConfirm={() => blocker.proceed?.()}
        onCancel={() => blocker.reset?.()}
      >
        <Text as="p">Leaving this page discards what you changed and did not save.</Text>
      </ConfirmDialog>
    </>
  );
}
