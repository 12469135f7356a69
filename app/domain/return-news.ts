import type { SalesReturnId } from "./ids.ts";
import type { KeptReturns, SalesReturnStatus } from "./sales-return.ts";

/** A sales return, as a list of many shows it. */
export interface SeenReturn {
  readonly id: SalesReturnId;
  readonly status: SalesReturnStatus;
}

/** RET-4: whether the order has to be looked at. A status that Tandem set, or knows already, is no news; nor is a return that it has no part in. */
export const isReturnNews = ({ agreed }: KeptReturns, { id, status }: SeenReturn): boolean =>
  agreed.some(({ salesReturnId, statusSeen }) => salesReturnId === id && statusSeen !== status);
