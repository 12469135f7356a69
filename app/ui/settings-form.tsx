import { BlockStack, Card, Checkbox, ChoiceList, Layout, Text } from "@shopify/polaris";
import { Fragment, type ReactNode, useId } from "react";
import type { Settings } from "../domain/settings.ts";
import { ClosingNotice } from "./closing-notice.tsx";
import type { FieldProblem } from "./field-problem.ts";
import styles from "./settings-form.module.css";
import {
  customItems,
  laterSwitches,
  paidOrders,
  paymentPending,
  shippingFee,
  type SwitchName,
} from "./settings-fields.ts";
import type { ClosingScope } from "./use-closing-scope.ts";

interface SettingsFormProps {
  readonly draft: Settings;
  readonly problem: FieldProblem | null;
  readonly onChange: (draft: Settings) => void;
  /** Null: Tandem may close returns. */
  readonly closing: ClosingScope | null;
}

/** The Orders tab (SET-1 … SET-8): what each setting does, and what it never does. Saving is the save bar's business. */
export function SettingsForm({ draft, problem, onChange, closing }: SettingsFormProps) {
  const field = ({ name, label, help }: { name: SwitchName; label: string; help: string }) => (
    <Checkbox
      key={name}
      name={name}
      label={label}
      helpText={help}
      checked={draft[name]}
      onChange={(checked) => onChange({ ...draft, [name]: checked })}
      {...(problem?.field === name ? { error: problem.words } : {})}
    />
  );
  return (
    <Layout>
      <Section
        id="which-orders"
        title="Which orders come over"
        description="Only open orders that still have something to ship."
      >
        <PaidOrders />
        {field(paymentPending)}
      </Section>
      <Section
        id="what-they-look-like"
        title="What they look like"
        description="How an order reads once it is a sales order in Katana."
      >
        {field(shippingFee)}
        <CustomItems
          value={draft.nonPhysicalCustomItems}
          error={problem?.field === "nonPhysicalCustomItems" ? problem.words : null}
          onChange={(nonPhysicalCustomItems) => onChange({ ...draft, nonPhysicalCustomItems })}
        />
      </Section>
      <Section
        id="what-follows"
        title="What follows later"
        description="What Tandem keeps the same on both sides once an order has come over."
      >
        {laterSwitches.map((later) => (
          <Fragment key={later.name}>
            {field(later)}
            {later.name === "bringReturns" && draft.bringReturns && closing !== null ? (
              <ClosingNotice closing={closing} />
            ) : null}
          </Fragment>
        ))}
      </Section>
    </Layout>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
}

function Section({ id, title, description, children }: SectionProps) {
  return (
    <Layout.AnnotatedSection
      id={id}
      title={<span className={styles["indented"]}>{title}</span>}
      description={<span className={styles["indented"]}>{description}</span>}
    >
      <Card>
        <BlockStack gap="400">{children}</BlockStack>
      </Card>
    </Layout.AnnotatedSection>
  );
}

/** SET-1. Its reason stands outside the checkbox: what is disabled is drawn too faint to read. */
function PaidOrders() {
  const reasonId = useId();
  return (
    <BlockStack gap="050">
      <Checkbox label={paidOrders.label} checked disabled ariaDescribedBy={reasonId} />
      <div id={reasonId} className={styles["help"]}>
        <Text as="span" tone="subdued">
          {paidOrders.help}
        </Text>
      </div>
    </BlockStack>
  );
}

type Handling = Settings["nonPhysicalCustomItems"];

interface CustomItemsProps {
  readonly value: Handling;
  readonly error: string | null;
  readonly onChange: (value: Handling) => void;
}

function CustomItems({ value, error, onChange }: CustomItemsProps) {
  return (
    <ChoiceList
      name="nonPhysicalCustomItems"
      title={customItems.label}
      choices={customItems.choices.map(({ help, ...choice }) => ({ ...choice, helpText: help }))}
      selected={[value]}
      onChange={([chosen]) => onChange(chosen === "product" ? "product" : "service")}
      {...(error === null ? {} : { error })}
    />
  );
}
