import { z } from "zod";
import { parseDecimal, round } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";

/** Katana keeps ten decimals; a JSON number with more carries the noise of a float. */
const keptDecimals = 10;

/** A decimal, which Katana sends as a number here and as text there. */
export const wireDecimal = z.union([z.number(), z.string()]).transform((value, context): Decimal => {
  const decimal = parseDecimal(String(value).trim());
  if (decimal === null) {
    context.addIssue("expected a decimal number");
    return z.NEVER;
  }
  return typeof value === "number" ? round(decimal, keptDecimals) : decimal;
});

const wireInteger = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.int().positive());

/** An id of Katana's, branded as what it is the id of. */
export const wireId = <Id extends number>() => wireInteger.transform((value) => value as Id);

/** A point in time as ISO-8601, UTC. */
export const wireInstant = z.string().transform((value, context): string => {
  const milliseconds = Date.parse(value);
  if (!Number.isNaN(milliseconds)) return new Date(milliseconds).toISOString();
  context.addIssue("expected a date and time");
  return z.NEVER;
});

/** Days, seen as a number, as text, as null; Katana's own samples show a date, which says nothing about days. */
export const wireDays = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*\d+(\.\d+)?\s*$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null)
  .transform((days) => (days === null || days === undefined ? null : Math.max(0, Math.ceil(days))));

/** Text that may be missing; empty text is as good as none. */
export const wireText = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === "" ? null : text));
