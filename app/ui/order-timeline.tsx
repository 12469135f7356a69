import { BlockStack, Card, Text } from "@shopify/polaris";
import type { TimelineEntryView } from "../sync/views.ts";
import { exactInstant } from "./instant.ts";
import styles from "./order-timeline.module.css";

interface OrderTimelineProps {
  readonly entries: readonly TimelineEntryView[];
  readonly timeZone: string;
}

/** What was seen, decided and done, the newest first, on the shop's clock (REC-3). */
export function OrderTimeline({ entries, timeZone }: OrderTimelineProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Timeline
        </Text>
        <ol className={styles["list"]}>
          {entries.map((entry, place) => (
            <li key={`${entry.at} ${String(entries.length - place)}`} className={styles["entry"]}>
              <Text as="p" tone="subdued" variant="bodySm">
                <time dateTime={entry.at} suppressHydrationWarning>
                  {exactInstant(entry.at, timeZone)}
                </time>
              </Text>
              <Text as="p" breakWord>
                {entry.sentence}
              </Text>
              <Change entry={entry} />
              <Text as="p" tone="subdued" variant="bodySm">
                Cause: {entry.cause}
              </Text>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

/** Before and after where there is both; what only began needs no more than its own words. */
function Change({ entry: { before, after } }: { readonly entry: TimelineEntryView }) {
  const isChange = before.length > 0 && after.length > 0;
  return (
    <>
      <Sentences name="Before:" sentences={before} />
      <Sentences name={isChange ? "After:" : ""} sentences={after} />
    </>
  );
}

function Sentences({ name, sentences }: { readonly name: string; readonly sentences: readonly string[] }) {
  const [only] = sentences;
  if (only === undefined) return null;
  if (sentences.length === 1)
    return (
      <Text as="p" variant="bodySm" breakWord>
        {`${name} ${only}`.trim()}
      </Text>
    );
  return (
    <>
      {name === "" ? null : (
        <Text as="p" variant="bodySm">
          {name}
        </Text>
      )}
      <ul className={styles["sentences"]}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Text as="span" variant="bodySm" breakWord>
              {sentence}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
