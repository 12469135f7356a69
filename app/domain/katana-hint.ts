/** Of a sales order in these states nothing has gone, so there is nothing to hurry for: undoing a shipment travels nowhere (FUL-9). */
const nothingGone: ReadonlySet<string> = new Set(["NOT_SHIPPED", "PENDING"]);

/** Whether what Katana's webhook says of a sales order's status is worth a look before its time. Without a status it may be. */
export const mayHaveShipped = (status: string | null): boolean => status === null || !nothingGone.has(status);

const firstSpacingMs = 1_500;
const longestSpacingMs = 12_000;

/**
 * Milliseconds from one look at an account to the next one that a webhook may bring forward. Webhooks also tell of Tandem's own writes and
 * come several times, so each look that they brought forward `inVain` doubles it; one that shows something new makes it short again.
 */
export const hintSpacingMs = (inVain: number): number =>
  Math.min(firstSpacingMs * 2 ** Math.min(Math.max(inVain, 0), 10), longestSpacingMs);

/** How many looks in a row webhooks brought forward in vain, after one more look. */
export const hintsInVainAfter = (look: {
  readonly hinted: boolean;
  readonly foundNews: boolean;
  readonly before: number;
}): number => (look.hinted && !look.foundNews ? look.before + 1 : 0);

/** Milliseconds after a fulfillment of Tandem's own in Katana during which a webhook about the same sales order is taken for its echo. */
export const echoMs = 10_000;
