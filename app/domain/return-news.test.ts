import { expect, it } from "vitest";
import { isReturnNews } from "./return-news.ts";
import { noReturns } from "./sales-return.ts";
import type { AgreedReturn, SalesReturnStatus } from "./sales-return.ts";
import { returnId, salesReturnId } from "./testing/ids.ts";

const agreed = (statusSeen: SalesReturnStatus): AgreedReturn => ({
  ...{ returnId: returnId("71"), salesReturnId: salesReturnId(1200), rows: [], statusSent: null },
  statusSeen,
});
const seen = (status: SalesReturnStatus, id = 1200) => ({ id: salesReturnId(id), status });

it.each([
  ["a person set to returned", "NOT_RETURNED", seen("RETURNED_ALL"), true],
  ["a person set back", "RETURNED_ALL", seen("NOT_RETURNED"), true],
  ["is as Tandem left it", "RESTOCKED_ALL", seen("RESTOCKED_ALL"), false],
  ["Tandem has no part in", "NOT_RETURNED", seen("RETURNED_ALL", 7), false],
] as const)("[RET-4] tells whether a return that %s is news", (_which, known, one, isNews) => {
  expect(isReturnNews({ ...noReturns, agreed: [agreed(known)] }, one)).toBe(isNews);
});
