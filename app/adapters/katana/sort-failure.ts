import type { CallFailure } from "../../domain/failure.ts";
import type { KatanaExchange } from "./katana-http.ts";
import { readRefusal, withoutSecrets } from "./katana-words.ts";
import { readRetryAfterMs } from "./read-budget-headers.ts";

/** What of the request decides how its failure is to be taken. */
export interface Sent {
  /** A write without an answer may have been made; a read without an answer did nothing. */
  readonly write: boolean;
  /** What must not appear in a failure's words: the key and the personal data of the request. */
  readonly secrets: readonly string[];
}

/** A place in an answer that is not as it should be: `data.0.sales_order_rows.2.quantity`; empty for the whole answer. */
export interface Unreadable {
  readonly path: string;
  readonly words: string;
}

const side = "katana";

/** Sorts a failed exchange into the closed set of failures; null when Katana did as it was asked. */
export function sortFailure(exchange: KatanaExchange, sent: Sent): CallFailure | null {
  switch (exchange.kind) {
    case "no-budget":
      return { kind: "rate-limited", side, retryAfterMs: exchange.retryAfterMs };
    case "unsendable-key":
      return { kind: "unauthorized", side, words: "The key contains characters that no Katana API key has" };
    case "not-sent":
      return { kind: "unavailable", side, words: exchange.words };
    case "lost":
      return withoutAnswer(sent, exchange.words);
    case "answered":
      return sortStatus(exchange, sent);
  }
}

/** A good status with an answer that cannot be decoded: a write was made all the same, and has to be looked up. */
export function sortUnreadable({ path, words }: Unreadable, sent: Sent): CallFailure {
  const clean = withoutSecrets(words, sent.secrets);
  if (!sent.write) return { kind: "unreadable", side, path, words: clean };
  return { kind: "unknown-outcome", side, words: `Katana's answer cannot be read at "${path}": ${clean}` };
}

/** An answer that broke off. */
export const sortBrokenOff = (sent: Sent): CallFailure => withoutAnswer(sent, "Katana's answer broke off");

function withoutAnswer(sent: Sent, words: string): CallFailure {
  return sent.write ? { kind: "unknown-outcome", side, words } : { kind: "unavailable", side, words };
}

function sortStatus(
  { status, headers, text, at }: Extract<KatanaExchange, { kind: "answered" }>,
  sent: Sent,
): CallFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429) return { kind: "rate-limited", side, retryAfterMs: readRetryAfterMs(headers, at) };
  const words = withoutSecrets(readRefusal(status, text), sent.secrets);
  if (status === 401 || status === 402 || status === 403) return { kind: "unauthorized", side, words };
  if (status >= 500 || status === 408) return withoutAnswer(sent, words);
  if (status >= 400) return { kind: "rejected", side, status, words };
  // Katana never redirects; whatever stands in between has not said what became of the request.
  return sortUnreadable({ path: "", words: `Katana answered ${String(status)}` }, sent);
}
