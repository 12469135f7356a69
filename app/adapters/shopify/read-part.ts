import { failed, ok } from "../../domain/result.ts";
import type { Ask, Question } from "./ask-shopify.ts";
import type { PartOfOrder } from "./decode-order-pages.ts";
import type { PageSizes } from "./page-sizes.ts";
import type { Read } from "./read-pages.ts";

export interface PageReader {
  readonly ask: Ask;
  readonly gid: string;
  readonly sizes: PageSizes;
  /** Of the first page: what every further one must say too. */
  readonly updatedAt: string;
}

/** A further part of the order, of the same moment as the first. */
export async function readPart<Part>(
  { ask, updatedAt }: PageReader,
  question: Question<PartOfOrder<Part>>,
): Read<Part> {
  const answer = await ask(question);
  if (!answer.ok) return answer;
  // Gone meanwhile is changed meanwhile.
  return answer.value?.updatedAt === updatedAt ? ok(answer.value.part) : failed({ kind: "changed" });
}
