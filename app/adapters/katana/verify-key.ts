import type { CallFailure } from "../../domain/failure.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { KatanaFactory } from "../../domain/sales-order.ts";
import { decodeFactory } from "./decode-references.ts";
import { judgeExchange } from "./katana-calls.ts";
import { createKatanaHttp } from "./katana-http.ts";
import type { KatanaHttpOptions } from "./katana-http.ts";

/** Why a key cannot be used, as far as a merchant can do something about it (CON-2). */
export type KeyRefusal =
  /** Katana does not know the key, or no longer. */
  | { readonly kind: "bad-key" }
  /** Katana knows the key and does not let it in: the plan has no API access. `words` are Katana's. */
  | { readonly kind: "no-api-access"; readonly words: string }
  /** Nothing was learnt about the key: network, maintenance, budget, an answer that is not Katana's. */
  | { readonly kind: "not-verified"; readonly failure: CallFailure };

/** Proves a key with one live call, and answers the account's own settings when the key is good. */
export async function verifyKey(options: KatanaHttpOptions): Promise<Result<KatanaFactory, KeyRefusal>> {
  const exchange = await createKatanaHttp(options)({ method: "GET", path: "/factory" });
  const factory = judgeExchange(exchange, { write: false, secrets: [options.key] }, decodeFactory);
  if (factory.ok) return ok(factory.value.value);
  const failure = factory.problem;
  if (failure.kind !== "unauthorized") return failed({ kind: "not-verified", failure });
  const isKnown = exchange.kind === "answered" && exchange.status !== 401;
  return failed(isKnown ? { kind: "no-api-access", words: failure.words } : { kind: "bad-key" });
}
