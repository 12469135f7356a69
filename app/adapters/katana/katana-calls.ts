import type { CallFailure } from "../../domain/failure.ts";
import { failed, ok } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Answer } from "../../sync/ports.ts";
import type { Decode } from "./decode-answer.ts";
import { createKatanaHttp } from "./katana-http.ts";
import type { KatanaExchange, KatanaHttpOptions, KatanaRequest, QueryParameters } from "./katana-http.ts";
import { readPagination } from "./read-pagination.ts";
import { sortBrokenOff, sortFailure, sortUnreadable } from "./sort-failure.ts";
import type { Sent } from "./sort-failure.ts";

interface Read {
  readonly path: string;
  readonly query?: QueryParameters;
  /** Personal data in the query, kept out of a failure's words. */
  readonly personal?: readonly string[];
}

interface Write {
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly personal?: readonly string[];
}

/** Requests with their failures sorted and their answers decoded. */
export interface KatanaCalls {
  read<Value>(read: Read, decode: Decode<Value>): Answer<Value>;
  /** All pages, one request each. What moves to another page meanwhile may come twice. */
  readPages<Item>(read: Read, decode: Decode<readonly Item[]>): Answer<readonly Item[]>;
  write<Value>(write: Write, decode: Decode<Value>): Answer<Value>;
  /** A read whose question is a body. */
  search<Value>(search: { readonly path: string; readonly body: unknown }, decode: Decode<Value>): Answer<Value>;
}

/** The largest page Katana gives; it silently lowers anything above. */
const pageSize = 250;
/** No look-up of ours comes near it; a list that never ends must not use up the budget. */
const mostPages = 100;

export function createKatanaCalls(options: KatanaHttpOptions): KatanaCalls {
  const send = createKatanaHttp(options);
  const call = async <Value>(request: KatanaRequest, sent: Sent, decode: Decode<Value>): Answer<Decoded<Value>> =>
    judgeExchange(await send(request), sent, decode);

  const readPage = <Value>({ path, query = [], personal = [] }: Read, decode: Decode<Value>) =>
    call({ method: "GET", path, query }, { write: false, secrets: [options.key, ...personal] }, decode);

  return {
    read: async (read, decode) => valueOf(await readPage(read, decode)),
    readPages: (read, decode) => readAllPages((query) => readPage({ ...read, query }, decode), read.query ?? []),
    search: async (search, decode) =>
      valueOf(await call({ method: "POST", ...search }, { write: false, secrets: [options.key] }, decode)),
    write: async ({ personal = [], ...request }, decode) =>
      valueOf(await call(request, { write: true, secrets: [options.key, ...personal] }, decode)),
  };
}

interface Decoded<Value> {
  readonly value: Value;
  readonly headers: Headers;
}

const valueOf = <Value>(answer: Result<Decoded<Value>, CallFailure>): Result<Value, CallFailure> =>
  answer.ok ? ok(answer.value.value) : answer;

/** What an exchange comes to: the decoded answer, or its failure. */
export function judgeExchange<Value>(
  exchange: KatanaExchange,
  sent: Sent,
  decode: Decode<Value>,
): Result<Decoded<Value>, CallFailure> {
  const failure = sortFailure(exchange, sent);
  if (failure !== null) return failed(failure);
  if (exchange.kind !== "answered") throw new Error(`An exchange without an answer is a failure: ${exchange.kind}`);
  const json = parseJson(exchange.text);
  if (json === brokenOff) return failed(sortBrokenOff(sent));
  const decoded = json === notJson ? failed({ path: "", words: "not JSON" }) : decode(json);
  if (!decoded.ok) return failed(json === undefined ? sortBrokenOff(sent) : sortUnreadable(decoded.problem, sent));
  return ok({ value: decoded.value, headers: exchange.headers });
}

const brokenOff = Symbol("an answer that broke off");
const notJson = Symbol("an answer that is no JSON");

/** Undefined for no text at all. Text that begins as Katana's JSON does and is none was cut short; other text is not Katana's. */
function parseJson(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  try {
    return JSON.parse(trimmed);
  } catch {
    return /^[[{"]/.test(trimmed) ? brokenOff : notJson;
  }
}

async function readAllPages<Item>(
  readPage: (query: QueryParameters) => Answer<Decoded<readonly Item[]>>,
  query: QueryParameters,
): Answer<readonly Item[]> {
  const items: Item[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await readPage([...query, ["limit", String(pageSize)], ["page", String(page)]]);
    if (!answer.ok) return answer;
    items.push(...answer.value.value);
    const isLast = readPagination(answer.value.headers, page) ?? answer.value.value.length < pageSize;
    if (isLast || answer.value.value.length === 0) return ok(items);
  }
  return failed({
    kind: "unreadable",
    side: "katana",
    path: "X-Pagination",
    words: `more than ${String(mostPages)} pages`,
  });
}
