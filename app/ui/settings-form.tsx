import { BlockStack, Card, Checkbox, ChoiceList, Layout } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Settings } from "../domain/settings.ts";
import type { FieldProblem } from "./field-problem.ts";
import { customItems, laterSwitches, paidOrders, paymentPending, shippingFee, type SwitchName } from "./settings-fields.ts";

interface SettingsFormProps {
  readonly draft: Settings;
  readonly problem: FieldProblem | null;
  readonly onChange: (draft: Settings) => void;
}

/** The Orders tab (SET-1 … SET-8): what each setting does, and what it never does. Saving is the save bar's business. */
export function SettingsForm({ draft, problem, onChange }: SettingsFormProps) {
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
      <Section id="which-orders" title="Which orders come over" description="Only open orders that still have something to ship.">
        <Checkbox label={paidOrders.label} helpText={paidOrders.help} checked disabled onChange={() => undefined} />
        {field(paymentPending)}
      </Section>
      <Section id="what-they-look-like" title="What they look like" description="How an order reads once it is a sales order in Katana.">
        {field(shippingFee)}
        <CustomItems
          value={draft.nonPhysicalCustomItems}
          error={problem?.field === "nonPhysicalCustomItems" ? problem.words : null}
          onChange={(nonPhysicalCustomItems) => onChange({ ...draft, nonPhysicalCustomItems })}
        />
      </Section>
      <Section id="what-follows" title="What follows later" description="What Tandem keeps the same on both sides once an order has come over.">
        {laterSwitches.map(field)}
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
    <Layout.AnnotatedSection id={id} title={title} description={description}>
      <Card>
        <BlockStack gap="400">{children}</BlockStack>
      </Card>
    </Layout.AnnotatedSection>
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
