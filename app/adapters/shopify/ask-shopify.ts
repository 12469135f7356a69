import type { z } from "zod";
import type { CallFailure } from "../../domain/failure.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import { decodeAnswer } from "./decode-answer.ts";
import { sortThrown } from "./sort-failure.ts";

/**
 * Sends one GraphQL document to one shop and gives the `data` of the answer. It throws what the Shopify library throws, also when only
 * a part of the answer is missing.
 */
export type AdminGraphql = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Shopify finds the query too expensive; it has done nothing. */
export interface TooCostly {
  readonly kind: "too-costly";
}

export interface Question<Value> {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<Value>;
}

export type Reply<Value> = Promise<Result<Value, CallFailure | TooCostly>>;
export type Ask = <Value>(question: Question<Value>) => Reply<Value>;

/** Asks, sorts what went wrong, and decodes. */
export const createAsk =
  (graphql: AdminGraphql): Ask =>
  async ({ document, variables, schema }) => {
    const sent = await send(graphql, document, variables);
    return sent.ok ? decodeAnswer(schema, sent.value) : sent;
  };

async function send(
  graphql: AdminGraphql,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Reply<unknown> {
  try {
    return ok(await graphql(document, variables));
  } catch (thrown) {
    const sorted = sortThrown(thrown);
    switch (sorted.kind) {
      case "partial":
        return ok(sorted.answer);
      case "failure":
        return failed(sorted.failure);
      case "too-costly":
        return failed(sorted);
      case "bug":
        throw thrown;
    }
  }
}
