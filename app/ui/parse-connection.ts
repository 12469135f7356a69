import { z } from "zod";
import { failed, ok, type Result } from "../domain/result.ts";
import { type ConnectionRequest, keyField } from "./encode-connection.ts";
import type { FieldProblem } from "./field-problem.ts";

/** The words never quote the key: it is not sent back to a browser, not even a wrong one (CON-2). */
const key = z
  .string({ error: "Enter your Katana API key." })
  .trim()
  .min(1, "Enter your Katana API key.")
  .max(512, "This is too long for a Katana API key. Copy it from Katana again.")
  .regex(/^\S+$/, "A Katana API key has no spaces in it. Copy it from Katana again.");

const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("connect"), [keyField]: key }),
  z.object({ intent: z.literal("test") }),
  z.object({ intent: z.literal("disconnect") }),
]);

export const parseConnection = (form: FormData): Result<ConnectionRequest, FieldProblem> => {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return failed(problemOf(parsed.error.issues));
  if (parsed.data.intent !== "connect") return ok({ intent: parsed.data.intent });
  return ok({ intent: "connect", key: parsed.data[keyField] });
};

const problemOf = (issues: readonly z.core.$ZodIssue[]): FieldProblem => {
  const issue = issues.find(({ path }) => path[0] === keyField);
  if (issue !== undefined) return { field: keyField, words: issue.message };
  return { field: "intent", words: "Tandem does not know this request. Reload the page and try again." };
};
