import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { KatanaFactory } from "../../domain/sales-order.ts";
import type { KeyRefusal } from "../../sync/ports.ts";
import { decodeFactory } from "./decode-references.ts";
import { judgeExchange } from "./katana-calls.ts";
import { createKatanaHttp } from "./katana-http.ts";
import type { KatanaHttpOptions } from "./katana-http.ts";

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
