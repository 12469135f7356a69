import { useRevalidator } from "@remix-run/react";
import { BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { BackfillView } from "../sync/views.ts";
import { backfillWords, olderWords } from "./backfill-words.ts";

/** Milliseconds between two looks at how far it came. */
const lookAgainMs = 3_000;

interface BackfillCardProps {
  readonly backfill: BackfillView;
  readonly olderOpen: number | null;
}

/** The orders from before the activation, while they come over; it keeps itself up to date. */
export function BackfillCard({ backfill, olderOpen }: BackfillCardProps) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return undefined;
    const timer = setTimeout(revalidate, lookAgainMs);
    return () => clearTimeout(timer);
  }, [revalidate, state, backfill]);
  return <BackfillProgress backfill={backfill} olderOpen={olderOpen} />;
}

export function BackfillProgress({ backfill, olderOpen }: BackfillCardProps) {
  const { total, lookedAt, imported } = backfill;
  const older = olderWords(olderOpen);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd" id="backfill-title">
          Orders from before the activation
        </Text>
        <Text as="p">{backfillWords(backfill)}</Text>
        <ProgressBar
          progress={total === 0 ? 0 : Math.floor((lookedAt / total) * 100)}
          size="small"
          ariaLabelledBy="backfill-title"
        />
        <Text as="p" tone="subdued">
          {`${String(lookedAt)} of ${String(total)} looked at, ${String(imported)} came over.`}
          {older === null ? "" : ` ${older}`}
        </Text>
      </BlockStack>
    </Card>
  );
}
