import { z } from "zod";
import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Unreadable } from "./sort-failure.ts";

export type Decode<Value> = (json: unknown) => Result<Value, Unreadable>;

/** One object, bare or as the only thing in `{ data }`. */
export const decodeOne =
  <Value>(schema: z.ZodType<Value>): Decode<Value> =>
  (json) =>
    decode(schema, unwrapOne(json), "");

/** A list, bare or in `{ data }`. */
export const decodeList =
  <Value>(schema: z.ZodType<Value>): Decode<readonly Value[]> =>
  (json) => {
    const bare = Array.isArray(json);
    return decode(z.array(schema), bare ? json : contentOf(json), bare ? "" : "data");
  };

/** The answer to a delete: nothing, and nothing to read. */
export const decodeNothing: Decode<null> = () => ok(null);

function decode<Value>(schema: z.ZodType<Value>, json: unknown, prefix: string): Result<Value, Unreadable> {
  const decoded = schema.safeParse(json);
  if (decoded.success) return ok(decoded.data);
  const [issue] = decoded.error.issues;
  const path = [...(prefix === "" ? [] : [prefix]), ...(issue?.path ?? [])].map(String).join(".");
  return failed({ path, words: issue?.message ?? "not as expected" });
}

const wrappedSchema = z.object({ data: z.unknown() });

function contentOf(json: unknown): unknown {
  const wrapped = wrappedSchema.safeParse(json);
  return wrapped.success ? wrapped.data.data : undefined;
}

function unwrapOne(json: unknown): unknown {
  const wrapped = z.strictObject({ data: z.object({}).loose() }).safeParse(json);
  return wrapped.success ? wrapped.data.data : json;
}
