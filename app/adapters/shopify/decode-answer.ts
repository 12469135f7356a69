import type { z } from "zod";
import type { CallFailure } from "../../domain/failure.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";

/** `unreadable` names the first place in the answer that is not as it should be: `order.lineItems.nodes.2.quantity`. */
export function decodeAnswer<Value>(schema: z.ZodType<Value>, answer: unknown): Result<Value, CallFailure> {
  const decoded = schema.safeParse(answer);
  if (decoded.success) return ok(decoded.data);
  const [issue] = decoded.error.issues;
  return failed({
    kind: "unreadable",
    side: "shopify",
    path: (issue?.path ?? []).map(String).join("."),
    words: issue?.message ?? "not as expected",
  });
}
