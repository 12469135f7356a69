import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express, { type RequestHandler } from "express";
import { services, type Services } from "./composition.server.ts";
import { createMetrics } from "./metrics.server.ts";
import { startWorker } from "./worker/worker.ts";

export interface ProcessRoles {
  readonly web: boolean;
  readonly worker: boolean;
}

/** Where the routes come from: a build, or the sources as they are edited. */
export interface RouteSource {
  readonly load: () => Promise<ServerBuild>;
  readonly middlewares: readonly RequestHandler[];
}

/** Starts what this process is for and stops it cleanly on SIGTERM or SIGINT: the running step is finished, nothing new is begun. */
export async function runProcess(source: RouteSource, roles: ProcessRoles): Promise<void> {
  const app = await services();
  await app.queue.start();
  if (app.database.embedded) await app.work.takeOver();
  const worker = roles.worker ? await startWorker(app) : null;
  const server = roles.web ? await listen(app, source) : null;
  app.logger.info({ ...roles, address: server?.address }, "process.started");

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    app.logger.info({ signal }, "process.stopping");
    await server?.close();
    await Promise.all([worker?.stop(), app.queue.stop()]);
    await app.database.close();
    app.logger.info("process.stopped");
    process.exit(0);
  };
  process.once("SIGTERM", (signal) => void stop(signal));
  process.once("SIGINT", (signal) => void stop(signal));
}

interface WebServer {
  readonly address: string;
  close(): Promise<void>;
}

function listen(app: Services, { load, middlewares }: RouteSource): Promise<WebServer> {
  const web = express();
  const metrics = createMetrics(app);
  web.disable("x-powered-by");
  web.get("/healthz", (_request, response) => void response.type("text/plain").send("ok"));
  web.get("/readyz", async (_request, response) => {
    const problem = await app.notReady();
    response
      .status(problem === null ? 200 : 503)
      .type("text/plain")
      .send(problem ?? "ready");
  });
  web.get("/metrics", metrics.answer);
  for (const middleware of middlewares) web.use(middleware);
  web.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  web.use(express.static("build/client", { maxAge: "1h" }));
  web.all("*", createRequestHandler({ build: load }));
  return new Promise((resolve, reject) => {
    const server = web.listen(app.env.PORT, app.env.HOST, () => {
      const bound = server.address();
      const port = typeof bound === "object" && bound ? bound.port : app.env.PORT;
      resolve({
        address: `http://${app.env.HOST}:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeIdleConnections();
          }),
      });
    });
    server.once("error", reject);
  });
}
