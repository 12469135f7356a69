import type { Clock, Urgency } from "../../sync/ports.ts";
import { isSendableKey } from "./katana-key.ts";
import { readBudgetHeaders } from "./read-budget-headers.ts";
import type { RequestBudget } from "./request-budget.ts";

export interface KatanaHttpOptions {
  /** `https://api.katanamrp.com/v1` */
  readonly baseUrl: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly budget: RequestBudget;
  readonly clock: Clock;
  readonly urgency: Urgency;
  /** How long an answer, its body included, may take. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof globalThis.fetch;
}

export interface KatanaRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: QueryParameters;
  readonly body?: unknown;
}

/** A parameter may repeat: that is how Katana takes lists. */
export type QueryParameters = readonly (readonly [string, string])[];

/** How a request went, before anyone judged what that means. */
export type KatanaExchange =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Headers;
      readonly text: string;
      readonly at: number;
    }
  | { readonly kind: "no-budget"; readonly retryAfterMs: number }
  | { readonly kind: "unsendable-key" }
  /** It never reached Katana. */
  | { readonly kind: "not-sent"; readonly words: string }
  /** It was sent, or may have been, and no whole answer came. */
  | { readonly kind: "lost"; readonly words: string };

export type SendToKatana = (request: KatanaRequest) => Promise<KatanaExchange>;

/** Takes one request from the budget, sends once, and reports what the answer says about the budget. It never sends twice. */
export function createKatanaHttp(options: KatanaHttpOptions): SendToKatana {
  return async (request) => {
    if (!isSendableKey(options.key)) return { kind: "unsendable-key" };
    const taken = await options.budget.take(options.fingerprint, options.urgency);
    if (!taken.granted) return { kind: "no-budget", retryAfterMs: taken.retryAfterMs };
    const exchange = await exchangeOnce(options, request);
    if (exchange.kind === "answered") await reportBudget(options, exchange);
    return exchange;
  };
}

async function exchangeOnce(options: KatanaHttpOptions, request: KatanaRequest): Promise<KatanaExchange> {
  const { timeoutMs = 20_000, fetch = globalThis.fetch } = options;
  try {
    const answer = await fetch(urlOf(options.baseUrl, request), {
      method: request.method,
      headers: {
        accept: "application/json",
        authorization: `Bearer ${options.key}`,
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      // A redirect would carry the key, or a write, to an address nobody chose.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await answer.text();
    return { kind: "answered", status: answer.status, headers: answer.headers, text, at: options.clock.now() };
  } catch (error) {
    return sortNetworkError(error, timeoutMs);
  }
}

function urlOf(baseUrl: string, { path, query = [] }: KatanaRequest): string {
  const parameters = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  return `${baseUrl.replace(/\/+$/, "")}${path}${parameters === "" ? "" : `?${parameters}`}`;
}

async function reportBudget(
  { budget, fingerprint }: KatanaHttpOptions,
  { status, headers, at }: Extract<KatanaExchange, { kind: "answered" }>,
): Promise<void> {
  const told = readBudgetHeaders(status, headers, at);
  if (told === null) return;
  try {
    await budget.report(fingerprint, told);
  } catch {
    // The answer may tell of a write that was made and must not get lost; an unreported budget is merely too careful.
  }
}

/** These happen while a connection is being made, when nothing of the request has been sent. */
const connectionCodes: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

function sortNetworkError(error: unknown, timeoutMs: number): KatanaExchange {
  if (error instanceof Error && error.name === "TimeoutError") {
    return { kind: "lost", words: `Katana did not answer within ${String(timeoutMs / 1000)} s` };
  }
  const codes = errorCodes(error);
  const words = `The connection to Katana failed (${codes.join(", ") || "no code"})`;
  const neverConnected = codes.length > 0 && codes.every((code) => connectionCodes.has(code));
  return { kind: neverConnected ? "not-sent" : "lost", words };
}

/** fetch wraps the cause, and a host with several addresses fails with one cause for each. */
function errorCodes(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError) return [...new Set(error.errors.flatMap(errorCodes))];
  if ("code" in error && typeof error.code === "string") return [error.code];
  return errorCodes(error.cause);
}
