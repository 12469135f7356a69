import { z } from "zod";

const entrySchema = z.object({
  message: z.string().catch("Shopify gave no reason"),
  path: z
    .array(z.union([z.string(), z.number()]))
    .nullish()
    .catch(null),
  extensions: z
    .object({ code: z.string().nullish().catch(null), requiredAccess: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const costSchema = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});

/** One of the top-level errors of a GraphQL answer. */
export type GraphqlErrorEntry = z.output<typeof entrySchema>;

/** The library's `GraphqlQueryError`: Shopify answered with errors, and with data as far as there is some. */
export const graphqlErrorSchema = z.object({
  body: z.object({
    data: z.unknown().optional(),
    errors: z.object({ graphQLErrors: z.array(entrySchema).min(1) }),
    extensions: z
      .object({ cost: costSchema.nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
});
