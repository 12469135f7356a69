import type { TimelineEntry } from "@prisma/client";
import type { TimelineNote } from "../../domain/timeline.ts";

/** A timeline entry as its row keeps it. The details are Tandem's own, written from this very type. */
export const keptEntry = ({ at, kind, cause, details }: TimelineEntry): TimelineNote & { readonly at: string } => ({
  ...({ kind, cause, details } as unknown as TimelineNote),
  at: at.toISOString(),
});
