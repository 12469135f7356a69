import type { DeletionCause } from "./change-step.ts";

/** To be read after "because". */
export const describeDeletionCause = (because: DeletionCause): string => {
  switch (because) {
    case "cancelled":
      return "the order was cancelled";
    case "refunded":
      return "the order was refunded in full";
    case "archived":
      return "the order was archived";
    case "emptied":
      return "nothing was left of any item";
  }
};
