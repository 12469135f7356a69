import { hearKatana } from "../../sync/hear-katana.ts";
import type { Outside } from "../../sync/ports.ts";
import type { Stores } from "../../sync/stores.ts";
import { decodeKatanaHint } from "./decode-katana-hint.ts";
import { createBodyReader } from "./read-body.ts";
import { verifyKatanaWebhook } from "./verify-katana-webhook.ts";

/** Deliveries to an address of ours taken at the same time; beyond it Katana is told to come again. */
const mostAtOnce = 100;

/** Bytes. Katana sends names of things only, a few hundred bytes. */
const longestBody = 64 * 2 ** 10;
const limits = { mostBytes: longestBody, mostHeldBytes: 200 * longestBody };

/** As `newPath` makes them; anything else is not worth a look into the database. */
const pathShape = /^[A-Za-z0-9_-]{20,100}$/;

/**
 * Takes what Katana's webhooks send to `/webhooks/katana/<path>`. Answers 401 to an address that is nobody's and to a wrong signature, 413 to
 * a body beyond all measure, 408 to one that does not come, and keeps nothing; 200 once everything is kept; 503 when there is too much at once or the database is away.
 */
export function createKatanaIntake(
  outside: Outside,
  stores: Stores,
): (request: Request, path: string) => Promise<Response> {
  const readBody = createBodyReader(limits);
  let atOnce = 0;

  return async (request, path) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
    if (!pathShape.test(path)) return refused(false);
    const body = await readBody(request);
    if (!body.ok) return body.problem === 503 ? comeAgain() : new Response(null, { status: body.problem });
    if (atOnce >= mostAtOnce) return comeAgain();
    atOnce += 1;
    try {
      return await accept(request, path, body.value);
    } catch (error) {
      outside.log("katana-webhook.not-stored", { err: error });
      return comeAgain();
    } finally {
      atOnce -= 1;
    }
  };

  function refused(known: boolean): Response {
    outside.log("katana-webhook.signature-refused", { known });
    return new Response(null, { status: 401 });
  }

  async function accept(request: Request, path: string, body: Uint8Array): Promise<Response> {
    const called = await stores.webhooks.called(path);
    const token = called && outside.katanaWebhooks.openToken(called.sealedToken, called.accountId);
    if (called === null || token === null || !isSigned(request, body, token)) return refused(called !== null);
    const text = new TextDecoder().decode(body);
    await hearKatana(outside, stores, called, { hint: decodeKatanaHint(text), digest: outside.digest(text) });
    return new Response(null, { status: 200 });
  }
}

const isSigned = (request: Request, body: Uint8Array, token: string): boolean =>
  verifyKatanaWebhook(body, request.headers.get("x-sha2-signature"), token);

const comeAgain = (): Response => new Response(null, { status: 503, headers: { "Retry-After": "5" } });
