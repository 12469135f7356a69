import { z } from "zod";
import { failed, ok, type Result } from "../domain/result.ts";
import type { FieldProblem } from "./field-problem.ts";

const requestId = z.string().regex(/^[1-9]\d{0,17}$/);

/** Which customer's request is meant. */
export const parsePrivacyRequestId = (given: unknown): Result<string, FieldProblem> => {
  const parsed = requestId.safeParse(given);
  return parsed.success
    ? ok(parsed.data)
    : failed({ field: "request", words: "Tandem does not know this request. Reload the page and try again." });
};
