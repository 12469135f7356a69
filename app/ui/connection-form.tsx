import { BlockStack, Button, InlineStack, List, Text, TextField } from "@shopify/polaris";
import { type FormEvent, useEffect, useId, useState } from "react";
import { keyField } from "./encode-connection.ts";
import type { FieldProblem } from "./field-problem.ts";

interface ConnectionFormProps {
  readonly connecting: boolean;
  readonly problem: FieldProblem | null;
  readonly submitLabel: string;
  readonly onConnect: (key: string) => void;
  /** Absent where there is nothing to go back to. */
  readonly onCancel?: () => void;
}

/** Where the merchant gives Tandem a Katana API key. The key lives in this field only: no answer brings it back. */
export function ConnectionForm({ connecting, problem, submitLabel, onConnect, onCancel }: ConnectionFormProps) {
  const [key, setKey] = useState("");
  const fieldId = useId();
  useEffect(() => {
    if (problem !== null) document.getElementById(fieldId)?.focus();
  }, [problem, fieldId]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!connecting) onConnect(key);
  };
  return (
    <form onSubmit={submit} noValidate aria-busy={connecting}>
      <BlockStack gap="400">
        <TextField
          id={fieldId}
          name={keyField}
          label="Katana API key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={key}
          onChange={setKey}
          readOnly={connecting}
          helpText="Tandem tries the key at once, keeps it encrypted and never shows it again."
          {...(problem === null ? {} : { error: problem.words })}
        />
        <InlineStack gap="200">
          <Button submit variant="primary" loading={connecting}>
            {submitLabel}
          </Button>
          {onCancel === undefined ? null : (
            <Button onClick={onCancel} disabled={connecting}>
              Cancel
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </form>
  );
}

/** What the key is for and where it is made. */
export function KeyInstructions() {
  return (
    <BlockStack gap="300">
      <Text as="p">
        With an API key Tandem can write your Shopify orders into your Katana account as sales orders, and read what
        becomes of them there.
      </Text>
      <List type="number">
        <List.Item>In Katana, open Settings › API. It is part of Katana’s Professional plan.</List.Item>
        <List.Item>Make a new API key and copy it.</List.Item>
        <List.Item>Paste it here and choose Connect.</List.Item>
      </List>
    </BlockStack>
  );
}
