import type { OrderStatus } from "../../../app/domain/order-status.ts";

/** Where the order stands, as far as the block shows it. */
export interface OrderStanding {
  readonly status: OrderStatus;
  readonly why: readonly { readonly sentence: string; readonly remedy: string }[];
  readonly salesOrder: { readonly no: string; readonly url: string } | null;
}

const statuses: Readonly<Record<OrderStatus, true>> = {
  "in-step": true,
  waiting: true,
  "not-imported": true,
  "needs-you": true,
  retrying: true,
};

/** Reads an answer of `/api/order-status`: a standing, "unknown" for an order that was never seen, or null when it cannot be read. */
export function decodeOrderStanding(answer: unknown): OrderStanding | "unknown" | null {
  if (!isRecord(answer)) return null;
  if (answer["status"] === "unknown") return "unknown";
  const { status, why, salesOrder } = answer;
  if (!isStatus(status) || !Array.isArray(why) || !why.every(isCause)) return null;
  if (salesOrder !== null && !isSalesOrder(salesOrder)) return null;
  return { status, why, salesOrder };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isStatus(value: unknown): value is OrderStatus {
  return typeof value === "string" && Object.hasOwn(statuses, value);
}

function isCause(value: unknown): value is OrderStanding["why"][number] {
  return isRecord(value) && typeof value["sentence"] === "string" && typeof value["remedy"] === "string";
}

/** Only a web address becomes a link. */
function isSalesOrder(value: unknown): value is NonNullable<OrderStanding["salesOrder"]> {
  if (!isRecord(value) || typeof value["no"] !== "string" || typeof value["url"] !== "string") return false;
  return /^https?:\/\//.test(value["url"]);
}
