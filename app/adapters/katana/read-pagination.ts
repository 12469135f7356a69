import { z } from "zod";

/** Katana sends the values as text. */
const flag = z
  .union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")])
  .optional()
  .catch(undefined);
const count = z.coerce.number().int().nonnegative().optional().catch(undefined);
const paginationSchema = z.object({ last_page: flag, total_pages: count });

/** Whether `page` (1-based) is the last one, by the X-Pagination header; null when the header does not tell. */
export function readPagination(headers: Headers, page: number): boolean | null {
  const pagination = paginationSchema.safeParse(parse(headers.get("x-pagination")));
  if (!pagination.success) return null;
  const { last_page: isLast, total_pages: pages } = pagination.data;
  if (pages !== undefined) return page >= pages;
  return isLast ?? null;
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
