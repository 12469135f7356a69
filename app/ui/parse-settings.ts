import { z } from "zod";
import { failed, ok, type Result } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import type { FieldProblem } from "./field-problem.ts";

const onOff = z
  .enum(["on", "off"], { error: "Choose whether this is on or off." })
  .transform((value) => value === "on");

const schema = z.object({
  importPaymentPending: onOff,
  bringShippingFee: onOff,
  nonPhysicalCustomItems: z.enum(["service", "product"], { error: "Choose Service or Product." }),
  bringOrderChanges: onOff,
  bringLocationUpdates: onOff,
  bringReturns: onOff,
  syncFulfillment: onOff,
});

/** Reads the Orders settings as `encodeSettings` wrote them; every field must be there, so that none is switched off by being forgotten. */
export const parseSettings = (form: FormData): Result<Settings, FieldProblem> => {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return failed({ field: String(issue?.path[0] ?? ""), words: issue?.message ?? "These settings could not be read." });
};
