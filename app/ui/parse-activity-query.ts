import { z } from "zod";
import { orderStatuses } from "../domain/order-status.ts";
import type { ActivityQuery } from "../sync/use-cases.ts";

const schema = z.object({
  status: z.enum(["all", ...orderStatuses]).catch("all"),
  q: z
    .string()
    .catch("")
    .transform((text) => text.trim().slice(0, 64)),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

/** What the address asks Activity for. An address is no form: what it says wrongly is taken as not said. */
export const parseActivityQuery = (search: URLSearchParams): ActivityQuery => {
  const { status, q, page } = schema.parse(Object.fromEntries(search));
  return { status, search: q, page };
};
