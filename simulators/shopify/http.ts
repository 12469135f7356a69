import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Answer, Faults, Outcome } from "../kit/faults.ts";
import type { SeenRequest } from "./control.ts";
import { executeGraphql, operationNameOf, type GraphqlRequest } from "./graphql/execute.ts";
import { answerTokenRequest, useToken } from "./oauth.ts";
import { iso, type Site, type World } from "./world.ts";

const SUPPORTED = ["2026-01", "2026-04", "2026-07", "2026-10", "unstable"];
const OLDEST = "2026-01";
const UNAUTHORIZED = { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" };

export interface Traffic {
  readonly world: World;
  readonly faults: Faults;
  readonly note: (request: SeenRequest) => void;
}

type Noted = Omit<SeenRequest, "at" | "status">;

interface Call {
  readonly shop: string;
  readonly path: string;
  readonly body: string;
  readonly token: string | null;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", "x-request-id": randomUUID(), ...headers },
  body: JSON.stringify(body),
});

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parseBody(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The token endpoint takes JSON and forms. */
function parseForm(body: string): Readonly<Record<string, unknown>> {
  return parseBody(body) ?? Object.fromEntries(new URLSearchParams(body));
}

function graphqlRequest(body: string): GraphqlRequest | null {
  const parsed = parseBody(body);
  if (typeof parsed?.["query"] !== "string") return null;
  return {
    query: parsed["query"],
    variables: (parsed["variables"] as Record<string, unknown> | null | undefined) ?? {},
    operationName: typeof parsed["operationName"] === "string" ? parsed["operationName"] : null,
  };
}

const codesOf = (
  errors: readonly { readonly extensions: { readonly code?: unknown }; readonly message: string }[] | undefined,
): string[] =>
  (errors ?? []).map((error) => (typeof error.extensions.code === "string" ? error.extensions.code : error.message));

/** Expired versions are served by the oldest one still supported. */
const servedVersion = (asked: string): string => (SUPPORTED.includes(asked) ? asked : OLDEST);

function answerGraphql(
  site: Site,
  call: Call,
  version: string,
): { readonly answer: Answer; readonly noted: Partial<Noted> } {
  const headers = { "x-shopify-api-version": servedVersion(version) };
  if (!useToken(site, call.token))
    return { answer: json(401, UNAUTHORIZED, headers), noted: { errors: ["UNAUTHORIZED"] } };
  const request = graphqlRequest(call.body);
  if (!request)
    return { answer: json(400, { errors: { query: "Required parameter missing or invalid" } }, headers), noted: {} };
  const { body, cost } = executeGraphql(site, site.shop.installation.granted, request);
  return { answer: json(200, body, headers), noted: { cost, errors: codesOf(body.errors) } };
}

const GRAPHQL = /^\/admin\/api\/([\w-]+)\/graphql\.json$/;

function answer(world: World, call: Call): { readonly answer: Answer; readonly noted: Partial<Noted> } {
  const shop = world.state.shops[call.shop];
  if (!shop) return { answer: json(404, { errors: "Not Found" }), noted: {} };
  const site: Site = { world, shop };
  if (call.path === "/admin/oauth/access_token") {
    const { status, body } = answerTokenRequest(site, parseForm(call.body));
    return { answer: json(status, body), noted: {} };
  }
  const version = GRAPHQL.exec(call.path)?.[1];
  return version === undefined
    ? { answer: json(404, { errors: "Not Found" }), noted: {} }
    : answerGraphql(site, call, version);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers }).end(body);
}

/** Faults name their own body or get one in Shopify's shape. */
function errorBody(status: number): unknown {
  if (status === 429)
    return {
      errors: "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
    };
  return status >= 500
    ? "<!DOCTYPE html><html><body>Something went wrong.</body></html>"
    : { errors: `Simulated ${status}` };
}

async function handle(traffic: Traffic, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, faults } = traffic;
  const [, shop = "", ...rest] = new URL(request.url ?? "/", "http://simulator").pathname.split("/");
  const token = request.headers["x-shopify-access-token"];
  const call: Call = {
    shop,
    path: `/${rest.join("/")}`,
    body: await readBody(request),
    token: typeof token === "string" ? token : null,
  };
  if (request.method !== "POST") return void send(response, json(405, { errors: "Method Not Allowed" }));

  const asked = graphqlRequest(call.body);
  const operation = asked ? operationNameOf(asked) : null;
  let noted: Partial<Noted> = {};
  const execute = (): Answer => {
    const done = answer(world, call);
    noted = done.noted;
    return done.answer;
  };
  const named = operation === null ? {} : { operation };
  const summary = { method: "POST", path: `/${shop}${call.path}`, body: call.body, ...named };
  const outcome: Outcome = await faults.run(
    summary,
    { send: (given) => send(response, given), destroy: () => response.destroy(), errorBody },
    execute,
  );
  traffic.note({
    at: world.clock.now(),
    shop,
    path: call.path,
    operation,
    variables: asked?.variables ?? null,
    cost: null,
    errors: [],
    ...noted,
    status: outcome.status,
  });
}

/** The HTTP side: `POST /{shop}/admin/…`, as `https://{shop}/admin/…` is at Shopify. */
export function createHttpServer(traffic: Traffic): Server {
  return createServer((request, response) => {
    handle(traffic, request, response).catch((cause: unknown) => {
      // A bug of the simulator: say it in the answer, where the test sees it.
      console.error(`${iso(Date.now())} Shopify simulator:`, cause);
      if (!response.headersSent) send(response, json(500, { errors: `Simulator: ${String(cause)}` }));
    });
  });
}
