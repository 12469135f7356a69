import type { ChangeStep } from "./change-step.ts";
import type { ReturnStep } from "./return-step.ts";

/** What a refused write is known by: all it would have said, without the line's properties, which may be personal. */
export const fingerprintOf = (step: ChangeStep | ReturnStep): string =>
  JSON.stringify(step.kind === "create-row" ? { ...step, row: { ...step.row, properties: [] } } : step);
