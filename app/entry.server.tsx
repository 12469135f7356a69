import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { services } from "./composition.server.ts";
import { contentSecurityPolicy } from "./content-security-policy.server.ts";
import { NonceProvider } from "./ui/nonce.ts";

export { runProcess } from "./process.server.ts";

/** Milliseconds until a page that still streams is cut off. */
export const streamTimeout = 5_000;

export default async function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  const { shopify, logger } = await services();
  shopify.addDocumentResponseHeaders(request, headers);
  const nonce = randomBytes(16).toString("base64");
  const policy = { nonce, frameAncestors: frameAncestorsOf(headers), fromSources: import.meta.env.DEV };
  headers.set("Content-Security-Policy", contentSecurityPolicy(policy));
  headers.set("Content-Type", "text/html");
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  const ready = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";

  return new Promise<Response>((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        [ready]: () => {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answered }));
          pipe(body);
        },
        onShellError: reject,
        onError: (error: unknown) => {
          answered = 500;
          logger.error({ err: error }, "page.render-failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000);
  });
}

function frameAncestorsOf(headers: Headers): string | null {
  const policy = headers.get("Content-Security-Policy") ?? "";
  return (
    policy
      .split(";")
      .map((part) => part.trim())
      .find((part) => part.startsWith("frame-ancestors")) ?? null
  );
}

/** Errors of loaders and actions. An aborted request is the visitor's doing, and a thrown Response is how Remix answers. */
export async function handleError(error: unknown, { request }: { request: Request }): Promise<void> {
  if (request.signal.aborted || error instanceof Response) return;
  const { logger } = await services();
  logger.error({ err: error, path: new URL(request.url).pathname }, "request.failed");
}
