import { describeBlock } from "../domain/describe-block.ts";
import { describeFailure } from "../domain/describe-failure.ts";
import { describeNotice } from "../domain/describe-notice.ts";
import { describeReason } from "../domain/describe-reason.ts";
import { describeWait } from "../domain/describe-wait.ts";
import type { Words } from "../domain/words.ts";
import type { ListedOrder } from "./stores.ts";

/** Why an order stands where it stands, most pressing first, each with what would change it (REC-2). Never empty. */
export function describeStanding(order: ListedOrder): readonly [Words, ...Words[]] {
  const words = [
    ...(order.failure === null ? [] : [describeFailure(order.failure)]),
    ...order.blocks.map(describeBlock),
    ...order.reasons.map(describeReason),
    ...order.waits.map(describeWait),
    ...order.notices.map(describeNotice),
  ];
  const [first, ...rest] = words;
  return first ? [first, ...rest] : [withoutTrouble(order)];
}

const withoutTrouble = ({ status, salesOrder }: ListedOrder): Words =>
  status === "in-step" && salesOrder !== null
    ? { sentence: `Katana has it as sales order ${salesOrder.no}.`, remedy: "Nothing to do." }
    : { sentence: "Tandem has heard of this order and looks at it in a moment.", remedy: "Nothing to do." };
