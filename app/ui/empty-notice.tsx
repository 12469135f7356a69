import { BlockStack, Box, Button, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

interface EmptyNoticeProps {
  readonly heading: string;
  readonly action?: { readonly label: string; readonly url: string; readonly primary?: boolean };
  readonly children: ReactNode;
}

/** What a list shows while it is empty: why, and what comes next. */
export function EmptyNotice({ heading, action, children }: EmptyNoticeProps) {
  return (
    <Box padding="800">
      <BlockStack gap="300" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {heading}
        </Text>
        <Text as="p" tone="subdued" alignment="center">
          {children}
        </Text>
        {action === undefined ? null : (
          <Button url={action.url} variant={action.primary === true ? "primary" : "secondary"}>
            {action.label}
          </Button>
        )}
      </BlockStack>
    </Box>
  );
}
