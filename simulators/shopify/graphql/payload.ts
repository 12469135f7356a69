import { getNamedType, isEnumType, isObjectType } from "graphql";
import { Refused } from "../world.ts";
import type { View } from "./context.ts";
import { adminSchema } from "./schema.ts";

/** Each mutation has error codes of its own (or none): another one's becomes null. */
function codeFor(errorType: string, code: string | null): string | null {
  const type = adminSchema().getType(errorType);
  const field = isObjectType(type) ? type.getFields()["code"] : undefined;
  const codes = field ? getNamedType(field.type) : undefined;
  return code !== null && isEnumType(codes) && codes.getValue(code) ? code : null;
}

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
    const error = {
      __typename: errorType,
      field: cause.field,
      message: cause.message,
      code: codeFor(errorType, cause.code),
    };
    return { __typename: typeName, ...nothing, [errorsField]: [error] };
  }
}
