import { z } from "zod";
import type { CallFailure } from "../../domain/failure.ts";
import { NoToken } from "./no-token.ts";
import { isWithheldPersonalData } from "./withheld-personal-data.ts";
import { graphqlErrorSchema } from "./graphql-error.ts";
import type { GraphqlErrorEntry } from "./graphql-error.ts";

/** What a call that threw comes to. */
export type SortedThrow =
  | { readonly kind: "failure"; readonly failure: CallFailure }
  /** Shopify answered all but personal data that the app is not approved for; the rest is to be used. */
  | { readonly kind: "partial"; readonly answer: unknown }
  /** Shopify finds the query too expensive: ask for smaller pages. */
  | { readonly kind: "too-costly" }
  /** Not a failed call: a bug, which is thrown on. */
  | { readonly kind: "bug" };

const side = "shopify";
const failure = (call: CallFailure): SortedThrow => ({ kind: "failure", failure: call });
const unavailable = (words: string): SortedThrow => failure({ kind: "unavailable", side, words });
const unauthorized = (words: string): SortedThrow => failure({ kind: "unauthorized", side, words });

/**
 * Sorts what the Shopify library throws for a failed read. Its error classes are told by their shape: they live in a package that the
 * app does not depend on itself, and a shape is the same whichever copy of it threw. None of the words are an error's own message
 * where that may hold an answer's body.
 */
export function sortThrown(thrown: unknown): SortedThrow {
  if (thrown instanceof NoToken) return thrown.why === "late" ? tokenNotRenewed : tokenRunOut;
  // The library throws a bare `Response` when it does not get a new token; its status does not tell a refusal from a bad moment.
  if (thrown instanceof Response) return thrown.status >= 500 ? tokenNotRenewed : tokenRunOut;
  const graphql = graphqlErrorSchema.safeParse(thrown);
  if (graphql.success) return sortGraphqlErrors(graphql.data.body);
  const http = httpErrorSchema.safeParse(thrown);
  if (http.success) return sortStatus(http.data.response.code, http.data.response.retryAfter ?? null);
  return thrown instanceof Error ? sortByName(thrown) : { kind: "bug" };
}

const remedy = "opening Tandem in the Shopify admin gives it new access";
const tokenNotRenewed = unavailable(`Shopify did not renew Tandem's access to this shop; if that goes on, ${remedy}`);
const tokenRunOut = unauthorized(`Tandem's access to this shop has run out; ${remedy}`);

const httpErrorSchema = z.object({ response: z.object({ code: z.int(), retryAfter: z.number().nullish() }) });

function sortByName(error: Error): SortedThrow {
  switch (error.constructor.name) {
    case "HttpRequestError":
      return unavailable("Shopify could not be reached, or did not answer in time");
    case "HttpMaxRetriesError":
      return unavailable("Shopify did not answer");
    case "SessionNotFoundError":
      return unauthorized(`Tandem has no access to this shop; ${remedy}`);
    case "MissingRequiredArgument":
      return error.message.startsWith("Missing access token")
        ? unauthorized(`Tandem's access to this shop was withdrawn; ${remedy}`)
        : { kind: "bug" };
    case "InvalidJwtError":
      return unauthorized("Shopify did not accept Tandem's access to this shop");
    default:
      return { kind: "bug" };
  }
}

const shortestWaitMs = 1_000;

function sortStatus(status: number, retryAfterSeconds: number | null): SortedThrow {
  switch (status) {
    case 200:
      return unavailable("Shopify's answer broke off");
    case 401:
      return unauthorized("Shopify no longer accepts Tandem's access to this shop");
    case 402:
      return unavailable("Shopify has frozen this shop until its bill is paid");
    case 403:
      return unauthorized("Shopify refuses Tandem this shop (403)");
    case 423:
      return unavailable("Shopify has locked this shop");
    case 429:
      return rateLimited((retryAfterSeconds ?? 0) * 1_000);
    case 430:
      return unavailable("Shopify turned the request away for security reasons (430)");
    case 408:
      return unavailable("Shopify did not answer in time (408)");
    default:
      return status >= 500
        ? unavailable(`Shopify is in trouble (${String(status)})`)
        : failure({ kind: "rejected", side, status, words: `Shopify answered ${String(status)}` });
  }
}

const rateLimited = (waitMs: number): SortedThrow =>
  failure({ kind: "rate-limited", side, retryAfterMs: Math.max(shortestWaitMs, Math.ceil(waitMs)) });

type GraphqlBody = z.output<typeof graphqlErrorSchema>["body"];

function sortGraphqlErrors({ errors: { graphQLErrors: entries }, data, extensions }: GraphqlBody): SortedThrow {
  const withCode = (code: string): GraphqlErrorEntry | undefined =>
    entries.find((entry) => entry.extensions?.code === code);
  if (withCode("THROTTLED")) return rateLimited(throttledMs(extensions?.cost ?? null));
  if (withCode("MAX_COST_EXCEEDED")) return { kind: "too-costly" };
  if (withCode("INTERNAL_SERVER_ERROR")) return unavailable("Shopify ran into an error of its own");
  if (withCode("SHOP_INACTIVE")) return unavailable("This shop is not active in Shopify");
  const serious = entries.filter((entry) => !isWithheldPersonalData(entry));
  const [first] = serious;
  if (first !== undefined) return sortSerious(serious, first);
  return { kind: "partial", answer: data };
}

function sortSerious(serious: readonly GraphqlErrorEntry[], first: GraphqlErrorEntry): SortedThrow {
  const denied = serious.find((entry) => entry.extensions?.code === "ACCESS_DENIED");
  if (denied !== undefined) return unauthorized(deniedWords(denied));
  return failure({ kind: "rejected", side, status: 200, words: firstSentence(first.message) });
}

function deniedWords({ path, extensions }: GraphqlErrorEntry): string {
  const what = (path ?? []).filter((step) => typeof step === "string").join(".");
  const needed = extensions?.requiredAccess ?? null;
  const refusal = what === "" ? "Shopify denies Tandem access" : `Shopify denies Tandem access to ${what}`;
  return needed === null ? refusal : `${refusal}; it needs ${needed}`;
}

interface Cost {
  readonly requestedQueryCost: number;
  readonly throttleStatus: { readonly currentlyAvailable: number; readonly restoreRate: number };
}

/** How long until the bucket holds enough for the query. */
function throttledMs(cost: Cost | null): number {
  if (cost === null) return shortestWaitMs;
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable;
  return (missing / cost.throttleStatus.restoreRate) * 1_000;
}

const mostWords = 200;
const firstSentence = (message: string): string =>
  message.length <= mostWords ? message : `${message.slice(0, mostWords)}…`;
