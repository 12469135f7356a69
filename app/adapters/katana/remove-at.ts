import type { CallFailure } from "../../domain/failure.ts";
import { ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Answer } from "../../sync/ports.ts";
import { decodeNothing } from "./decode-answer.ts";
import type { KatanaCalls } from "./katana-calls.ts";

/** Deletes what is at the path; what is gone already is as good as deleted. */
export async function removeAt(calls: KatanaCalls, path: string): Answer<null> {
  const removed = await calls.write({ method: "DELETE", path }, decodeNothing);
  return isNotFound(removed) ? ok(null) : removed;
}

export const isNotFound = (answer: Result<unknown, CallFailure>): boolean =>
  !answer.ok && answer.problem.kind === "rejected" && answer.problem.status === 404;
