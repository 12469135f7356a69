import { beforeEach, describe, expect, it } from "vitest";
import type { KatanaCustomerId } from "../domain/ids.ts";
import { ok } from "../domain/result.ts";
import type { DesiredCustomer } from "../domain/sales-order.ts";
import { aCustomer, anOrder } from "../domain/testing/build-order.ts";
import { orderId, shopifyCustomerId } from "../domain/testing/ids.ts";
import { createSyncWorld, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const sent = (call: string) => world.katana.calls.filter((name) => name === call).length;

describe("creating a customer", () => {
  it("[MAP-4] asks for an unknown customer once before it creates it", async () => {
    world.katana.customers.clear();
    await world.look();
    expect([sent("findCustomer"), sent("createCustomer")]).toEqual([1, 1]);
  });

  it.each([
    ["e-mail", ["7101", "ada@example.com"], ["7102", "ada@example.com"]],
    ["id", ["7101", "ada@example.com"], ["7101", "ada@home.example.com"]],
  ])("[MAP-4] [STO-4] makes one customer for two orders of one %s", async (_same, ...people) => {
    world.katana.customers.clear();
    const emails = new Map<string, KatanaCustomerId>();
    const katana = { ...world.katana };
    const byEither = (customer: DesiredCustomer) =>
      customer.kind === "generic"
        ? undefined
        : (world.katana.customers.get(customer.shopifyId) ?? emails.get(customer.email ?? ""));
    world.katana.findCustomer = async (customer) => {
      const asked = await katana.findCustomer(customer);
      return asked.ok ? ok(byEither(customer) ?? null) : asked;
    };
    world.katana.createCustomer = async (order) => {
      const created = await katana.createCustomer(order);
      if (created.ok && order.customer.kind !== "generic") emails.set(order.customer.email ?? "", created.value);
      return created;
    };
    world.katana.onCall = () => new Promise((resolve) => setImmediate(resolve));
    await Promise.all(
      people.map(([id = "", email = ""], index) =>
        world.look(
          anOrder({ id: orderId(String(6100 + index)), customer: aCustomer({ id: shopifyCustomerId(id), email }) }),
        ),
      ),
    );
    expect(sent("createCustomer")).toBe(1);
    expect(world.katana.salesOrders).toHaveLength(2);
  });
});
