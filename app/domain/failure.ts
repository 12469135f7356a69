/** Which of the two APIs a call went to. */
export type Side = "shopify" | "katana";

/**
 * How an outside call failed. Adapters sort every failed call into exactly one of these.
 * `words` is what the other side said, without personal data, fit to be shown.
 */
export type CallFailure =
  /** The request budget is used up; nothing was done. `retryAfterMs` counts from the answer. */
  | { readonly kind: "rate-limited"; readonly side: Side; readonly retryAfterMs: number }
  /** Nothing was done: refused connection, DNS, 5xx to a read, maintenance. */
  | { readonly kind: "unavailable"; readonly side: Side; readonly words: string }
  /** The key or token is refused: 401, 403, a plan without API access. */
  | { readonly kind: "unauthorized"; readonly side: Side; readonly words: string }
  /** The other side understood and refuses (422, 404, 412, userErrors). Repeating it changes nothing. */
  | { readonly kind: "rejected"; readonly side: Side; readonly status: number; readonly words: string }
  /** The answer could not be decoded; `path` names the place that was wrong. */
  | { readonly kind: "unreadable"; readonly side: Side; readonly path: string; readonly words: string }
  /** A write was sent and no usable answer came: it may have taken effect, or still may (IMP-9). */
  | { readonly kind: "unknown-outcome"; readonly side: Side; readonly words: string }
  /** Tandem itself failed, which a person who runs it finds in the log; the order is tried again. */
  | { readonly kind: "internal"; readonly words: string };

/** What comes next after a failed call (REC-6): later on its own, or a person. */
export type NextStep = { readonly kind: "retry"; readonly delayMs: number } | { readonly kind: "needs-person" };
