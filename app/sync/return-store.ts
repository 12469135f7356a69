import type { KeptReturns } from "../domain/sales-return.ts";
import type { TimelineNote } from "../domain/timeline.ts";

/** What of an order's returns is kept with its link (RET). */
export interface LinkedReturns {
  /** Null: none were seen yet. */
  readonly returns: KeptReturns | null;
  /** Katana moved on with one of them: the next look reads them there. */
  readonly returnsMovedAt: string | null;
}

/** The order's returns after a look; `movedAt` is what Katana had moved on with when it began, and is settled with it. */
export interface LookedReturns {
  readonly returns: KeptReturns;
  readonly movedAt: string | null;
}

/** One step of a return that was carried out, or is about to be. */
export interface KeptReturnStep {
  readonly returns: KeptReturns;
  readonly attemptId: string | null;
  /** What Katana calls what it made. */
  readonly resultId: number | null;
  readonly note: TimelineNote | null;
}
