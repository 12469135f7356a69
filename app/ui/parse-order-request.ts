import { z } from "zod";
import type { OrderId } from "../domain/ids.ts";

const orderId = z
  .string()
  .regex(/^[1-9]\d{0,19}$/)
  .pipe(z.custom<OrderId>());
/** As many as a page lists, with room. */
const most = 250;

const schema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("look-now"), orders: z.array(orderId).min(1).max(most) }),
  z.object({ intent: z.literal("carry-over"), orders: z.array(orderId).min(1).max(most) }),
  // By number or by id.
  z.object({ intent: z.literal("import-anyway"), orders: z.array(z.string().trim().min(1).max(255)).min(1).max(most) }),
]);

/** What a person asks of orders. */
export type AskedOfOrders = z.infer<typeof schema>;

/** Null: nothing that is known. */
export const parseOrderRequest = (form: FormData): AskedOfOrders | null =>
  schema.safeParse({ intent: form.get("intent"), orders: form.getAll("order") }).data ?? null;

/** The order that an address names; null for what is no id. */
export const parseOrderId = (text: string | undefined): OrderId | null => orderId.safeParse(text).data ?? null;
