import { Refused } from "../world.ts";
import type { View } from "./context.ts";

/**
 * A mutation's answer: the fields it made, or nulls and the user error when the action was refused. `errorsField` and
 * `errorType` say how this mutation calls its errors.
 */
export function payload(
  typeName: string,
  fields: readonly string[],
  run: () => Readonly<Record<string, unknown>>,
  { errorsField = "userErrors", errorType = "UserError" } = {},
): View {
  const nothing = Object.fromEntries(fields.map((field) => [field, null]));
  try {
    return { __typename: typeName, ...nothing, ...run(), [errorsField]: [] };
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    const error = { __typename: errorType, field: cause.field, message: cause.message, code: cause.code };
    return { __typename: typeName, ...nothing, [errorsField]: [error] };
  }
}
