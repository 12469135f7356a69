import type { Answer } from "../kit/faults.ts";
import type { Accounts } from "./accounts.ts";
import { badRequest, errorObject, forbidden, notFound, Refusal, unauthorized, type ErrorObject } from "./errors.ts";
import type { Reply } from "./route.ts";
import { isAbsent, matchRoute } from "./router.ts";
import type { Account, World } from "./world.ts";

export interface IncomingCall {
  readonly method: string;
  /** Relative to `/v1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | null;
  readonly contentType: string | undefined;
  readonly text: string;
}

/** Something this simulator does not know, or did not expect. */
export interface UnknownRequest {
  readonly method: string;
  readonly path: string;
  readonly why: string;
}

export interface Answering {
  readonly world: World;
  readonly accounts: Accounts;
  readonly refused: (request: UnknownRequest) => void;
  readonly ignored: (parameter: string) => void;
  readonly changed: (account: Account, what: string) => void;
}

function authenticate(accounts: Accounts, token: string | null): Account {
  const found = token === null ? undefined : accounts.byKey(token);
  if (!found || found.key.revoked) throw unauthorized();
  if (!found.account.record.apiAccess) throw forbidden("API access is not part of this plan");
  return found.account;
}

function decodeJson(call: IncomingCall): unknown {
  if (call.method === "GET" || call.method === "DELETE") return undefined;
  if (!/^application\/json\b/i.test(call.contentType ?? "")) {
    throw new Refusal(errorObject(415, `Content-type ${call.contentType ?? "(none)"} is not supported.`));
  }
  try {
    return JSON.parse(call.text);
  } catch (cause) {
    throw badRequest(cause instanceof Error ? cause.message : "Malformed JSON");
  }
}

function reply(call: IncomingCall, answering: Answering): Reply {
  const account = authenticate(answering.accounts, call.token);
  const match = matchRoute(call.method, call.path);
  if (!match) {
    if (isAbsent(call.method, call.path)) throw notFound();
    const why = `This simulator does not know ${call.method} ${call.path}`;
    answering.refused({ method: call.method, path: call.path, why });
    throw new Refusal(errorObject(501, why));
  }
  const { world, ignored } = answering;
  const body = decodeJson(call);
  const made = match.route.handle({ world, account, id: match.id, query: call.query, body, ignored });
  if (call.method !== "GET" && !call.path.endsWith("/search"))
    answering.changed(account, `${call.method} ${call.path}`);
  return made;
}

/** Captured live errors are wrapped; the vendor's pages show them bare. */
export function envelope(world: World, error: ErrorObject): unknown {
  const { errorEnvelope } = world.switches;
  const way = errorEnvelope === "random" ? world.random.pick(["wrapped", "bare"]) : errorEnvelope;
  return way === "wrapped" ? { error } : error;
}

const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };

export const errorAnswer = (world: World, error: ErrorObject): Answer => ({
  status: error.statusCode,
  headers: JSON_TYPE,
  body: JSON.stringify(envelope(world, error)),
});

/** Answers one call; a fault of this simulator's own becomes a 500 that tests can see. */
export function answer(call: IncomingCall, answering: Answering): Answer {
  try {
    const { status, body, headers = {} } = reply(call, answering);
    return body === undefined
      ? { status, headers, body: "" }
      : { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
  } catch (cause) {
    if (cause instanceof Refusal) return errorAnswer(answering.world, cause.error);
    const why = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    answering.refused({ method: call.method, path: call.path, why });
    return errorAnswer(answering.world, errorObject(500, "Internal Server Error"));
  }
}
