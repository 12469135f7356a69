import { compare, evaluate, fieldsOf, parseSearch, type SearchNode } from "./query.ts";
import type { SearchDocument } from "./search-index.ts";

type Term = Extract<SearchNode, { kind: "term" }>;

const DATES = new Set(["created_at", "processed_at", "updated_at"]);
const NUMBERS = new Set(["id", "current_total_price", "subtotal_line_items_quantity"]);
/** Filters that Shopify has and the simulator does not evaluate: used, they are an error, never silently ignored. */
const UNSUPPORTED = new Set(
  `cart_token channel channel_id chargeback_status checkout_token fraud_protection_level payment_id payment_provider_id
   risk_level sales_channel total_weight`.split(/\s+/),
);

export interface SearchWarning {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

export interface OrderSearch {
  readonly matches: (document: SearchDocument) => boolean;
  readonly warnings: readonly SearchWarning[];
}

function moment(value: string): { readonly from: number; readonly to: number } {
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const from = Date.parse(wholeDay ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(from)) throw new Error(`Simulator: the date "${value}" in a search is not implemented`);
  return { from, to: wholeDay ? from + 86_400_000 - 1 : from };
}

function matchesDate(found: string, { operator, value }: Term): boolean {
  const at = Date.parse(found);
  const { from, to } = moment(value);
  if (operator === ":") return at >= from && at <= to;
  return compare(operator, at - (operator === ">" || operator === "<=" ? to : from));
}

function matchesNumber(found: string, { operator, value }: Term): boolean {
  const bare = value.replace(/^gid:\/\/shopify\/\w+\//, "");
  if (/^\d+$/.test(found) && /^\d+$/.test(bare)) {
    const [one, other] = [BigInt(found), BigInt(bare)];
    return compare(operator, one === other ? 0 : one > other ? 1 : -1);
  }
  return compare(operator, Number(found) - Number(bare));
}

function matchesText(found: string, wanted: string): boolean {
  const [one, other] = [found.toLowerCase(), wanted.toLowerCase()];
  return other.endsWith("*") ? one.startsWith(other.slice(0, -1)) : one === other;
}

function matchesTerm(document: SearchDocument, term: Term): boolean {
  if (term.field === null) {
    const { name = [], email = [], po_number = [], tag = [], sku = [] } = document.fields;
    return [...name, ...email, ...po_number, ...tag, ...sku].some((found) => matchesText(found, term.value));
  }
  const found = document.fields[term.field];
  if (!found) return true;
  if (DATES.has(term.field)) return found.some((value) => matchesDate(value, term));
  if (NUMBERS.has(term.field)) return found.some((value) => matchesNumber(value, term));
  const wanted = term.value.split(",").map((value) => value.trim());
  const hit = found.some((value) => wanted.some((one) => one === "*" || matchesText(value, one)));
  return term.field === "tag_not" ? !hit : hit;
}

/** Reads `orders(query:)`. A field Shopify does not know is ignored with a warning, as Shopify does. */
export function searchOrders(query: string | null | undefined): OrderSearch {
  const tree = parseSearch(query ?? "");
  const sample = new Set(KNOWN_FIELDS);
  const unsupported = fieldsOf(tree).find((field) => UNSUPPORTED.has(field) || field.startsWith("metafields."));
  if (unsupported !== undefined) throw new Error(`Simulator: the order filter ${unsupported} is not implemented`);
  const unknown = fieldsOf(tree).filter((field) => !sample.has(field));
  return {
    matches: (document) => evaluate(tree, (term) => matchesTerm(document, term)),
    warnings: unknown.map((field) => ({
      field,
      message: "Invalid search field for this query.",
      code: "invalid_field",
    })),
  };
}

const KNOWN_FIELDS =
  `id name confirmation_number created_at processed_at updated_at status financial_status fulfillment_status
  return_status source_name source_identifier location_id fulfillment_location_id reference_location_id customer_id email
  po_number tag tag_not test gateway sku discount_code delivery_method current_total_price
  subtotal_line_items_quantity`.split(/\s+/);
