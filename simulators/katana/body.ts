import { z } from "zod";
import { invalidBody, type Detail } from "./errors.ts";

const MAX_ID = 2_147_483_647;
const ZONED_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** A complaint that Zod has no check of its own for, carried to `detailOf`. */
const complain = (code: string, message: string, info: Readonly<Record<string, unknown>>) => ({
  message,
  params: { code, info },
});

const format = (name: string) => complain("format", `must match format "${name}"`, { format: name });

export const id = z.int().min(1).max(MAX_ID);
/** Some bodies take 0 where no such id exists; the look-up then fails. */
export const looseId = z.int().min(0).max(MAX_ID);
export const dateTime = z
  .string()
  .refine((text) => ZONED_DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)), format("date-time"));
export const date = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)), format("date"));
export const filled = z.string().min(1);
export const customFields = z.record(z.string(), z.unknown()).nullable();
export const quantity = z.number().min(0).max(1e17);
export const amount = z.number().min(0).max(1e18);
/** A quantity that may come as a number or as digits. */
export const digitQuantity = z
  .union([z.number().min(0), z.string().regex(/^[0-9]+?\.?[0-9]*$/)])
  .refine((value) => Number(value) !== 0, complain("not", "must NOT be valid", {}));

/** A body of which every field is optional, though one must be there. */
export const patch = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject(shape)
    .partial()
    .refine(
      (body) => Object.keys(body).length > 0,
      complain("minProperties", "must NOT have fewer than 1 properties", { limit: 1 }),
    );

type Issue = z.core.$ZodIssue;

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const hasOwn = (value: unknown, key: PropertyKey): value is Record<PropertyKey, unknown> =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key);

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (hasOwn(value, key) ? value[key] : undefined), body);
}

function missing(path: readonly PropertyKey[]): Detail {
  const property = String(path.at(-1));
  return {
    path: pointer(path.slice(0, -1)),
    code: "required",
    message: `must have required property '${property}'`,
    info: { missingProperty: property },
  };
}

const JSON_TYPES: Readonly<Record<string, string>> = { int: "integer", record: "object" };

function wrongType(path: string, expected: string): Detail {
  const type = JSON_TYPES[expected] ?? expected;
  return { path, code: "type", message: `must be ${type}`, info: { type } };
}

function limit(path: string, issue: Extract<Issue, { code: "too_small" | "too_big" }>): Detail {
  const small = issue.code === "too_small";
  const bound = Number(small ? issue.minimum : issue.maximum);
  if (issue.origin === "string" || issue.origin === "array") {
    const noun = issue.origin === "string" ? "characters" : "items";
    const code = `${small ? "min" : "max"}${issue.origin === "string" ? "Length" : "Items"}`;
    return {
      path,
      code,
      message: `must NOT have ${small ? "fewer" : "more"} than ${bound} ${noun}`,
      info: { limit: bound },
    };
  }
  const comparison = small ? ">=" : "<=";
  return {
    path,
    code: small ? "minimum" : "maximum",
    message: `must be ${comparison} ${bound}`,
    info: { comparison, limit: bound },
  };
}

function customDetail(path: string, issue: Extract<Issue, { code: "custom" }>): Detail {
  const { code, info } = z
    .object({ code: z.string(), info: z.record(z.string(), z.unknown()) })
    .parse(issue.params, { reportInput: true });
  return { path, code, message: issue.message, info };
}

function detailsOf(issue: Issue, body: unknown): readonly Detail[] {
  const path = pointer(issue.path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path,
        code: "additionalProperties",
        message: "must NOT have additional properties",
        info: { additionalProperty: key },
      }));
    case "too_small":
    case "too_big":
      return [limit(path, issue)];
    case "custom":
      return [customDetail(path, issue)];
    case "invalid_format":
      return [
        { path, code: "pattern", message: `must match pattern "${issue.pattern}"`, info: { pattern: issue.pattern } },
      ];
    default:
  }
  if (issue.path.length > 0 && valueAt(body, issue.path) === undefined) return [missing(issue.path)];
  switch (issue.code) {
    case "invalid_value":
      if (typeof valueAt(body, issue.path) !== typeof issue.values[0]) return [wrongType(path, "string")];
      return [
        {
          path,
          code: "enum",
          message: "must be equal to one of the allowed values",
          info: { allowedValues: issue.values },
        },
      ];
    case "invalid_type":
      return [wrongType(path, issue.expected)];
    case "invalid_union":
      return [{ path, code: "anyOf", message: "must match a schema in anyOf", info: {} }];
    default:
      return [{ path, code: issue.code, message: issue.message, info: {} }];
  }
}

/** The body as the schema has it, or a 422 with every complaint in it. */
export function decodeBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap((issue) => detailsOf(issue, body));
  // What Zod strips as unknown still counts as a property of the body.
  const empty = typeof body === "object" && body !== null && Object.keys(body).length === 0;
  throw invalidBody(details.filter(({ code }) => code !== "minProperties" || empty));
}
