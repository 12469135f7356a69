import { z } from "zod";
import type { OrderId } from "../domain/ids.ts";

const schema = z
  .string()
  .regex(/^gid:\/\/shopify\/Order\/[1-9]\d{0,19}$/)
  .transform((gid) => gid.slice("gid://shopify/Order/".length))
  .pipe(z.custom<OrderId>());

/** The order that Shopify's own id names; null for anything that is not an order's id. */
export const parseOrderGid = (gid: string | null): OrderId | null => schema.safeParse(gid).data ?? null;
