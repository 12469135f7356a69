import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { HomeView } from "../sync/views.ts";
import { type ChecklistStep, checklistSteps, nextChecklistStep } from "./checklist-steps.ts";
import styles from "./checklist.module.css";

interface ChecklistProps {
  readonly view: Pick<HomeView, "checklist" | "activatedBefore">;
  readonly activating: boolean;
  readonly onActivate: () => void;
}

/** The set-up, step by step: what is done and what comes next (PAG-1). */
export function Checklist({ view, activating, onActivate }: ChecklistProps) {
  const steps = checklistSteps(view.checklist, view);
  const next = nextChecklistStep(steps);
  const done = steps.filter(({ chosen }) => chosen !== null).length;
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Set up Tandem
          </Text>
          <Text as="p" tone="subdued">
            {done} of {steps.length} steps done
          </Text>
        </BlockStack>
      </Box>
      <ol className={styles["steps"]}>
        {steps.map((step, index) => (
          <li key={step.key} className={styles["step"]} {...(step === next ? { "aria-current": "step" } : {})}>
            <Mark done={step.chosen !== null} number={index + 1} />
            <BlockStack gap="200">
              <StepWords step={step} />
              {step === next ? <StepButton step={step} activating={activating} onActivate={onActivate} /> : null}
            </BlockStack>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Mark({ done, number }: { readonly done: boolean; readonly number: number }) {
  if (done) {
    return (
      <svg className={styles["tick"]} viewBox="0 0 20 20" role="img" aria-label="Done">
        <circle cx="10" cy="10" r="9" />
        <path d="m6 10.5 2.75 2.75L14 7.5" />
      </svg>
    );
  }
  return (
    <span className={styles["number"]} aria-hidden="true">
      {number}
    </span>
  );
}

function StepWords({ step }: { readonly step: ChecklistStep }) {
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {step.title}
        </Text>
        {step.chosen === null || step.url === null ? null : (
          <Button variant="plain" url={step.url} accessibilityLabel={`Change: ${step.title}`}>
            Change
          </Button>
        )}
      </InlineStack>
      <Text as="p" tone="subdued" breakWord>
        {step.chosen ?? step.why}
      </Text>
    </BlockStack>
  );
}

interface StepButtonProps {
  readonly step: ChecklistStep;
  readonly activating: boolean;
  readonly onActivate: () => void;
}

function StepButton({ step, activating, onActivate }: StepButtonProps) {
  return (
    <InlineStack>
      {step.url === null ? (
        <Button onClick={onActivate} loading={activating}>
          {step.button}
        </Button>
      ) : (
        <Button url={step.url}>{step.button}</Button>
      )}
    </InlineStack>
  );
}
