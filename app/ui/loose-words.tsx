import { Box, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** Words outside any card. Where cards reach the page's edges, these keep a distance. */
export function LooseWords({ children }: { readonly children: ReactNode }) {
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <Text as="p" tone="subdued">
        {children}
      </Text>
    </Box>
  );
}
