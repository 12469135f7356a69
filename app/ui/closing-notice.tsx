import { Banner, Box } from "@shopify/polaris";
import type { ClosingScope } from "./use-closing-scope.ts";

const answers = {
  declined: "You did not allow it, so returns stay open in Shopify. Everything else follows.",
  failed: "Shopify could not be asked. Try again in a moment.",
} as const;

/** RET-4: what does not work until Tandem may close returns. */
export function ClosingNotice({ closing: { asking, answer, ask } }: { readonly closing: ClosingScope }) {
  return (
    <Banner
      tone="warning"
      title="Tandem may not close returns in Shopify yet"
      action={{ content: "Allow closing returns", onAction: ask, loading: asking }}
    >
      <p>
        Returns come over to Katana all the same. When somebody sets a sales return to Returned there, its return in
        Shopify stays open until a person closes it.
      </p>
      <div role="status">
        {answer === "declined" || answer === "failed" ? <Box paddingBlockStart="200">{answers[answer]}</Box> : null}
      </div>
    </Banner>
  );
}
