import type { ReturnId } from "../../domain/ids.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Ask } from "./ask-shopify.ts";
import { closeReturnSchema } from "./decode-returns.ts";
import { closeReturnDocument } from "./operations/returns.ts";
import type { Read } from "./read-pages.ts";

/** Closes a return. Sent twice it does no harm: one that is closed is refused. */
export async function closeReturn(ask: Ask, id: ReturnId): Read<null> {
  const variables = { id: `gid://shopify/Return/${id}` };
  const answer = await ask({ document: closeReturnDocument, variables, schema: closeReturnSchema });
  if (!answer.ok) return answer;
  const [words] = answer.value;
  return words === undefined ? ok(null) : failed({ kind: "rejected", side: "shopify", status: 200, words });
}
