import { z } from "zod";
import type { SalesOrderId } from "../../domain/ids.ts";
import type { KatanaHint } from "../../sync/hear-katana.ts";

// Seen as a number and as a text.
const id = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.int().positive());

const schema = z.object({
  action: z.string(),
  object: z.object({
    id: id.transform((value) => value as SalesOrderId),
    status: z.string().nullish().catch(null),
  }),
});

const named = z.object({ action: z.string().min(1).max(100) });

/** Reads what a call of Katana's webhook hints at. A body that cannot be read is a hint of its own, never an error. */
export function decodeKatanaHint(body: string): KatanaHint {
  const json = parse(body);
  if (json === undefined) return { kind: "unreadable", event: "", why: "The body is not JSON." };
  const event = named.safeParse(json).data?.action ?? "";
  if (!event.startsWith("sales_order."))
    return { kind: "unreadable", event, why: "The body names no event that Tandem asked for." };
  const decoded = schema.safeParse(json);
  if (!decoded.success)
    return { kind: "unreadable", event, why: `The body names no sales order Tandem can find (${event}).` };
  const { id: salesOrderId, status } = decoded.data.object;
  return { kind: "sales-order", salesOrderId, status: status ?? null };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
