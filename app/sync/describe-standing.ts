import { describeBlock } from "../domain/describe-block.ts";
import { describeFailure } from "../domain/describe-failure.ts";
import { describeNotice } from "../domain/describe-notice.ts";
import { describeReasons } from "../domain/describe-reason.ts";
import { describeWait } from "../domain/describe-wait.ts";
import type { Words } from "../domain/words.ts";
import type { ListedOrder } from "./stores.ts";
import type { WhyView } from "./views.ts";

/** All there is to say of an order beside its status, the most pressing first, each with what would change it (REC-2). */
export const describeWhy = (order: ListedOrder): readonly WhyView[] => [
  ...(order.failure === null ? [] : [{ kind: "failure", ...describeFailure(order.failure) } as const]),
  ...order.blocks.map((block) => ({ kind: "block", ...describeBlock(block, order.currency ?? "") }) as const),
  ...describeReasons(order.reasons).map((words) => ({ kind: "reason", ...words }) as const),
  ...order.waits.map((wait) => ({ kind: "wait", ...describeWait(wait) }) as const),
  ...order.notices.map((notice) => ({ kind: "notice", ...describeNotice(notice) }) as const),
];

/** The same for a list and for Shopify's order page. Never empty. */
export const describeStanding = (order: ListedOrder): readonly [Words, ...Words[]] => {
  const [first, ...rest] = describeWhy(order).map(({ sentence, remedy }) => ({ sentence, remedy }));
  return first ? [first, ...rest] : [withoutTrouble(order)];
};

const withoutTrouble = ({ status, salesOrder }: ListedOrder): Words =>
  status === "in-step" && salesOrder !== null
    ? { sentence: `Katana has it as sales order ${salesOrder.no}.`, remedy: "Nothing to do." }
    : { sentence: "Tandem has heard of this order and looks at it in a moment.", remedy: "Nothing to do." };
