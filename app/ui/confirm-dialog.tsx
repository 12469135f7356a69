import { Modal } from "@shopify/polaris";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly confirm: { readonly label: string; readonly destructive?: boolean; readonly loading?: boolean };
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Asks before something that stops or loses anything. Focus returns to where it was asked from. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, confirm, cancelLabel, onConfirm, onCancel, children } = props;
  useFocusReturn(open);
  return (
    <Modal
      open={open}
      title={title}
      onClose={onCancel}
      size="small"
      primaryAction={{
        content: confirm.label,
        onAction: onConfirm,
        destructive: confirm.destructive ?? false,
        loading: confirm.loading ?? false,
      }}
      secondaryActions={[{ content: cancelLabel, onAction: onCancel }]}
    >
      <Modal.Section>{children}</Modal.Section>
    </Modal>
  );
}

/** Milliseconds after which Polaris has let go of the dialog and of the focus it held. */
const dialogGoneMs = 350;

/** Before Polaris moves the focus into the dialog. The server has neither, and warns about layout effects. */
const useEarlyEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

const useFocusReturn = (open: boolean): void => {
  const asker = useRef<Element | null>(null);
  useEarlyEffect(() => {
    if (!open) return;
    asker.current = document.activeElement;
    return () => {
      const { current } = asker;
      setTimeout(() => {
        const nobodyHasIt = document.activeElement === null || document.activeElement === document.body;
        if (nobodyHasIt && current instanceof HTMLElement && current.isConnected) current.focus();
      }, dialogGoneMs);
    };
  }, [open]);
};
