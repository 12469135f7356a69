import type { IncomingMessage, ServerResponse } from "node:http";
import type { AppInstallation } from "./frame-proxy.ts";

const plain = (response: ServerResponse, status: number, text: string): ServerResponse =>
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" }).end(text);

/** What the stand-in of App Bridge asks for: session tokens, and which scopes the app has or would like. */
export async function answerAppBridge(
  request: IncomingMessage,
  response: ServerResponse,
  installation: AppInstallation | null,
): Promise<ServerResponse> {
  const path = new URL(request.url ?? "/", "http://proxy").pathname;
  if (!installation?.installed()) return plain(response, 403, "The app is not installed in this shop.");
  if (path === "/__admin/id-token") return plain(response, 200, installation.idToken());
  if (path === "/__admin/scopes/grant") installation.grant(await readScopes(request));
  else if (path === "/__admin/scopes/revoke") installation.revoke(await readScopes(request));
  else if (path !== "/__admin/scopes") return plain(response, 404, "The simulated admin has nothing here.");
  return response
    .setHeader("Content-Type", "application/json")
    .end(JSON.stringify({ granted: installation.granted(), ...installation.declared() }));
}

async function readScopes(request: IncomingMessage): Promise<readonly string[]> {
  if (request.method !== "POST") return [];
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}");
  const scopes = typeof body === "object" && body !== null && "scopes" in body ? body.scopes : [];
  return Array.isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === "string") : [];
}
