import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createClock, type SimulatedClock } from "../kit/clock.ts";
import { createDeliveries, type Deliveries, type DeliveryRequest } from "../kit/deliveries.ts";
import { createFaults, type Answer, type Faults, type SocketControls } from "../kit/faults.ts";
import { createKatanaAccount, type KatanaAccount } from "./account-control.ts";
import { createAccounts, decodeDump, type KatanaDump } from "./accounts.ts";
import { answer, envelope, errorAnswer, type IncomingCall, type UnknownRequest } from "./answer.ts";
import { errorObject } from "./errors.ts";
import { createRandom } from "./random.ts";
import { createRateLimit } from "./rate-limit.ts";
import { createAccount, type AccountSeed } from "./seed.ts";
import { defaultSwitches, type KatanaSwitches } from "./switches.ts";
import { deliveriesFor } from "./webhook-events.ts";
import type { Account, World } from "./world.ts";

export interface KatanaRequest {
  /** Milliseconds since the epoch, on the simulated clock. */
  readonly at: number;
  readonly method: string;
  /** Relative to `/v1`, without the query. */
  readonly path: string;
  readonly query: string;
  readonly token: string | null;
  /** Null while it is not answered, and for good when it never is. */
  readonly status: number | null;
  readonly body?: unknown;
  /** Query parameters that the API ignored without a word. */
  readonly ignored: readonly string[];
}

export interface KatanaChange {
  readonly accountId: number;
  readonly what: string;
}

export interface KatanaSimulatorOptions {
  readonly port?: number;
  readonly seed?: number;
  readonly clock?: SimulatedClock;
  /** What `dump()` gave earlier. */
  readonly state?: unknown;
  readonly switches?: Partial<KatanaSwitches>;
  /** Takes the webhooks instead of the delivery engine. */
  readonly deliver?: (request: DeliveryRequest) => unknown;
}

export interface KatanaSimulator {
  /** With `/v1`. */
  readonly url: string;
  readonly clock: SimulatedClock;
  readonly faults: Faults;
  /** The webhooks' delivery engine; about one delivery in twenty comes twice unless told otherwise. */
  readonly deliveries: Deliveries;
  readonly switches: KatanaSwitches;
  requests(): readonly KatanaRequest[];
  clearRequests(): void;
  /** Requests that this simulator does not know, and faults of its own. A test that finds any should fail. */
  refusals(): readonly UnknownRequest[];
  addAccount(seed?: AccountSeed): KatanaAccount;
  account(id: number): KatanaAccount;
  accounts(): readonly KatanaAccount[];
  /** Plain JSON, for `state`. */
  dump(): KatanaDump;
  /** Told after every change, by request or by hand. Returns the way to stop listening. */
  onChange(listener: (change: KatanaChange) => void): () => void;
  stop(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
const RETRY_DELAYS_MS = [30_000, 120_000, 900_000];
const DUPLICATES = 0.05;
const BASE_PATH = "/v1";

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function bearer(request: IncomingMessage): string | null {
  const [, token] = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  return token ?? null;
}

function decodeCall(request: IncomingMessage, text: string): IncomingCall {
  const url = new URL(request.url ?? "/", "http://katana");
  const path = url.pathname.startsWith(`${BASE_PATH}/`) ? url.pathname.slice(BASE_PATH.length) : url.pathname;
  return {
    method: request.method ?? "GET",
    path: path.length > 1 ? path.replace(/\/$/, "") : path,
    query: url.searchParams,
    token: bearer(request),
    contentType: request.headers["content-type"],
    text,
  };
}

function logged(text: string): { readonly body?: unknown } {
  if (text === "") return {};
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    return { body: text };
  }
}

function socketControls(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  world: World,
): SocketControls {
  return {
    send({ status, headers: own, body }: Answer) {
      if (response.destroyed) return;
      response.writeHead(status, {
        ...headers,
        ...own,
        ...(status === 204 ? {} : { "Content-Length": Buffer.byteLength(body) }),
      });
      response.end(body);
    },
    destroy: () => void response.destroy(),
    errorBody: (status) => envelope(world, errorObject(status, "Something went wrong")),
  };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A Katana on this machine: stateful, strict, and wrong on demand. */
export async function startKatanaSimulator(options: KatanaSimulatorOptions = {}): Promise<KatanaSimulator> {
  const clock = options.clock ?? createClock();
  const dump = options.state === undefined ? undefined : decodeDump(options.state);
  const random = createRandom(dump?.random ?? options.seed ?? 1);
  const accounts = createAccounts(dump?.accounts);
  const switches: KatanaSwitches = { ...defaultSwitches, ...options.switches };
  const faults = createFaults(clock);
  const deliveries = createDeliveries({
    clock,
    seed: options.seed ?? 1,
    timeoutMs: TIMEOUT_MS,
    retryDelaysMs: RETRY_DELAYS_MS,
    retryHeaders: (retry) => ({ "x-katana-retry-num": String(retry) }),
  });
  deliveries.set({ duplicate: DUPLICATES });
  const allowance = createRateLimit(clock, () => switches.rateLimit);
  const requests: Mutable<KatanaRequest>[] = [];
  const refusals: UnknownRequest[] = [];
  const listeners = new Set<(change: KatanaChange) => void>();
  const deliver = options.deliver ?? ((request: DeliveryRequest) => deliveries.send(request));

  const world: World = {
    clock,
    switches,
    random,
    nextId: (kind) => accounts.nextId(kind),
    emit(account, event) {
      for (const request of deliveriesFor(url, account, event)) deliver(request);
    },
  };
  const changed = (account: Account, what: string): void => {
    for (const listener of listeners) listener({ accountId: account.record.id, what });
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(request);
    const call = decodeCall(request, text);
    const ignored: string[] = [];
    const { method, path, token } = call;
    const entry: Mutable<KatanaRequest> = {
      ...{ at: clock.now(), method, path, query: call.query.toString(), token, status: null, ignored },
      ...logged(text),
    };
    requests.push(entry);
    const { allowed, headers } = allowance(token ?? "");
    const answering = { world, accounts, refused: (unknown: UnknownRequest) => void refusals.push(unknown), changed };
    const outcome = await faults.run({ method, path, body: text }, socketControls(response, headers, world), () =>
      allowed
        ? answer(call, { ...answering, ignored: (name) => void ignored.push(name) })
        : errorAnswer(world, errorObject(429, "Too Many Requests")),
    );
    entry.status = outcome.status;
  }

  const server = createServer((request, response) => {
    // A client that gives up while it is read is no fault of the server's.
    respond(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE_PATH}`;

  const controls = new Map<Account, KatanaAccount>();
  function controlOf(account: Account): KatanaAccount {
    const known = controls.get(account);
    if (known) return known;
    const control = createKatanaAccount(world, account, (what) => changed(account, what));
    controls.set(account, control);
    return control;
  }

  return {
    url,
    clock,
    faults,
    deliveries,
    switches,
    requests: () => requests,
    clearRequests: () => void requests.splice(0),
    refusals: () => refusals,
    addAccount(seed = {}) {
      const account = createAccount(world, accounts, seed);
      changed(account, "account added");
      return controlOf(account);
    },
    account(id) {
      const account = accounts.get(id);
      if (!account) throw new Error(`There is no account ${id}.`);
      return controlOf(account);
    },
    accounts: () => accounts.all().map(controlOf),
    dump: () => structuredClone({ version: 1, random: random.state(), accounts: accounts.dump() }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop() {
      deliveries.stop();
      if (!options.clock) clock.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
