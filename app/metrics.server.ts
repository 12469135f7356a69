import { timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Services } from "./composition.server.ts";

/** `GET /metrics` in Prometheus' format, for whoever has the token; without METRICS_TOKEN there is no such page. */
export function createMetrics({ env, database }: Services) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "tandem_orders",
    help: "Tracked orders by status, over all shops.",
    labelNames: ["status"],
    registers: [registry],
    async collect() {
      const groups = await database.prisma.trackedOrder.groupBy({ by: ["status"], _count: { _all: true } });
      for (const { status, _count } of groups) this.set({ status }, _count._all);
    },
  });
  new Gauge({
    name: "tandem_orders_outstanding",
    help: "Orders whose look is outstanding.",
    registers: [registry],
    async collect() {
      const [row] = await database.prisma.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) AS count FROM tracked_order WHERE done < wanted`;
      this.set(Number(row?.count ?? 0));
    },
  });

  return {
    answer: async (request: Request, response: Response): Promise<void> => {
      if (env.METRICS_TOKEN === undefined) return void response.status(404).end();
      if (!carries(request, env.METRICS_TOKEN))
        return void response.status(401).set("WWW-Authenticate", "Bearer").end();
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}

function carries(request: Request, token: string): boolean {
  const given = Buffer.from(request.get("Authorization") ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
