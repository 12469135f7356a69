import { z } from "zod";
import { parseDecimal } from "../../domain/decimal.ts";
import type { Decimal } from "../../domain/decimal.ts";
import type { Known } from "../../domain/order.ts";

/** Some GIDs carry a query string. */
const gidPattern = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/;

/** `gid://shopify/Order/1` as its type and number; null when it is no GID. */
export function parseGid(gid: string): { readonly type: string; readonly id: string } | null {
  const [, type, id] = gidPattern.exec(gid) ?? [];
  return type === undefined || id === undefined ? null : { type, id };
}

/** The number of a GID of this type, branded as what it is the id of. */
export const wireId = <Id extends string>(type: string) =>
  z.string().transform((gid, context): Id => {
    const parsed = parseGid(gid);
    if (parsed?.type === type) return parsed.id as Id;
    context.addIssue(`expected the GID of a ${type}`);
    return z.NEVER;
  });

const wireDecimal = z.string().transform((text, context): Decimal => {
  const decimal = parseDecimal(text.trim());
  if (decimal !== null) return decimal;
  context.addIssue("expected a decimal number");
  return z.NEVER;
});

/** An amount in the shop's currency. */
export const wireMoney = z
  .object({ shopMoney: z.object({ amount: wireDecimal }) })
  .transform(({ shopMoney }) => shopMoney.amount);

/** A point in time as ISO-8601, UTC. */
export const wireInstant = z.string().transform((value, context): string => {
  const milliseconds = Date.parse(value);
  if (!Number.isNaN(milliseconds)) return new Date(milliseconds).toISOString();
  context.addIssue("expected a date and time");
  return z.NEVER;
});

export const wireQuantity = z.int().nonnegative();

/** Text that may be missing; empty text is as good as none. */
export const wireText = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === "" ? null : text));

/** A value of one of Shopify's enums, which grow. */
export const wireKnown = <Value extends string>(values: readonly Value[]) =>
  z.string().transform((text): Known<Value> => {
    const value = values.find((candidate) => candidate === text);
    return value === undefined ? { known: false, value: text } : { known: true, value };
  });

/** One page of a connection. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

export const wirePage = <Node extends z.ZodType>(node: Node) =>
  z
    .object({
      nodes: z.array(node),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    })
    .transform(({ nodes, pageInfo }, context): Page<z.output<Node>> => {
      if (!pageInfo.hasNextPage) return { nodes, next: null };
      if (pageInfo.endCursor !== null && pageInfo.endCursor !== undefined) return { nodes, next: pageInfo.endCursor };
      context.addIssue({
        code: "custom",
        path: ["pageInfo", "endCursor"],
        message: "expected a cursor to the next page",
      });
      return z.NEVER;
    });
