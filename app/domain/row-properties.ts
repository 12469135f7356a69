import { nonBlank } from "./non-blank.ts";
import type { OrderLine } from "./order.ts";
import type { DesiredRow } from "./sales-order.ts";

/** The row attribute that holds the line's id, by which the row is found again (MAP-16). */
export const lineIdAttribute = "shopify_line_item_id";

/**
 * The line's properties as they can be kept on a row (MAP-16). A blank key or value says nothing and might be refused, so it is left out;
 * a property that a shop happened to call like our own attribute gets another name, or the row could not be told from another's.
 */
export const rowProperties = (line: OrderLine): DesiredRow["properties"] =>
  line.properties
    .filter(({ key, value }) => nonBlank(key) !== null && nonBlank(value) !== null)
    .map(({ key, value }) => ({ key: key.trim() === lineIdAttribute ? `${key} (property)` : key, value }));
