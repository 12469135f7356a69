import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKatanaClient } from "../../app/adapters/katana/katana-client.ts";
import type { RequestBudget } from "../../app/adapters/katana/request-budget.ts";
import type { CallFailure } from "../../app/domain/failure.ts";
import type { ItemKey, KatanaServiceId, KatanaVariantId, ShopDomain } from "../../app/domain/ids.ts";
import type { NewItem } from "../../app/domain/item.ts";
import type { Result } from "../../app/domain/result.ts";
import type { KatanaClient, KatanaItem } from "../../app/sync/ports.ts";
import { startKatanaSimulator } from "../../simulators/katana/server.ts";
import { decimal } from "../support/katana-samples.ts";

const katana = await startKatanaSimulator({ switches: { rateLimit: 1_000 } });
afterAll(() => katana.stop());

const noBudget: RequestBudget = {
  take: () => Promise.resolve({ granted: true }),
  report: () => Promise.resolve(),
};
const acme = "acme.myshopify.com" as ShopDomain;
const other = "other.myshopify.com" as ShopDomain;
const mug: NewItem = { key: "variant:44" as ItemKey, kind: "product", name: "Mug & saucer", sku: "MUG/1 ü" };
const plate: NewItem = { key: "custom:product:Plate", kind: "product", name: "Plate", sku: null };
const engraving: NewItem = {
  key: "custom:service:Engraving",
  kind: "service",
  name: "Engraving",
  sku: null,
};
const tip: NewItem = { key: "tip", kind: "service", name: "Tip", sku: null };

let account: ReturnType<typeof katana.addAccount>;
let client: KatanaClient;

beforeEach(() => {
  account = katana.addAccount({ name: "Oak Furniture", currency: "EUR", locations: [{ name: "Main" }] });
  client = createKatanaClient({
    baseUrl: katana.url,
    key: account.keys()[0] ?? "",
    fingerprint: String(account.id),
    budget: noBudget,
    clock: katana.clock,
    urgency: "live",
    timeoutMs: 10_000,
  });
  katana.clearRequests();
});

afterEach(() => {
  katana.faults.clear();
  expect(katana.refusals()).toEqual([]);
  expect(katana.requests().flatMap(({ ignored }) => ignored)).toEqual([]);
});

function valueOf<Value>(result: Result<Value, CallFailure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const make = async (item: NewItem, shop = acme): Promise<KatanaItem> => valueOf(await client.createItem(item, shop));
const find = async (item: NewItem, shop = acme) => valueOf(await client.findItem(item, shop));
const change = (path: string, method: "PATCH" | "DELETE", body?: unknown) =>
  fetch(`${katana.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${account.keys()[0] ?? ""}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe("products and services", () => {
  it("[MAP-6] makes a product that is counted in pieces, may be sold and is found by its SKU", async () => {
    const made = await make(mug);
    expect(made).toEqual({ id: expect.any(Number), serviceId: null, leadTimeDays: null });
    const [product] = account.products();
    expect(product).toMatchObject({ name: "Mug & saucer", uom: "pcs", is_sellable: true });
    expect(valueOf(await client.findVariants(["MUG/1 ü"]))).toMatchObject([{ id: made.id, sku: "MUG/1 ü" }]);
  });

  it("[MAP-7] [MAP-18] makes a service with the variant that a row takes", async () => {
    const made = await make(engraving);
    expect(made.serviceId).not.toBeNull();
    const [service] = account.services();
    expect(service).toMatchObject({ id: made.serviceId, name: "Engraving", variants: [{ id: made.id }] });
  });

  it("[MAP-7] finds a custom item by its title and kind, and takes no other shop's", async () => {
    const [product, service] = [await make(plate), await make(engraving)];
    expect(await find(plate)).toEqual(product);
    expect(await find(engraving)).toEqual(service);
    expect(await find(plate, other)).toBeNull();
    expect(await find({ ...plate, kind: "service" })).toBeNull();
  });

  it("[STO-4] finds a charge whichever shop of the account made it", async () => {
    const made = await make(tip);
    expect(await find(tip, other)).toEqual(made);
  });

  it("[MAP-7] takes nothing of the same name that Tandem did not make, and of two always the older", async () => {
    account.addProduct({ name: "Plate", sku: "PLATE" });
    expect(await find(plate)).toBeNull();
    const first = await make(plate);
    await make(plate);
    expect(await find(plate)).toEqual(first);
  });

  it("[MAP-6] finds remembered variants of both kinds that still exist, in one look-up each", async () => {
    const [product, service, gone] = [await make(mug), await make(tip), await make(plate)];
    const [other, renamed] = [await make({ ...plate, name: "Other" }), await make(engraving)];
    const plateId = account.products().find(({ name }) => name === "Plate")?.id;
    expect((await change(`/products/${String(plateId)}`, "DELETE")).status).toBe(204);
    expect((await change(`/services/${String(renamed.serviceId)}`, "PATCH", { name: "Renamed" })).status).toBe(200);
    katana.clearRequests();
    const found = valueOf(await client.findRemembered([product, service, gone, other, renamed]));
    expect(found.map(({ id }) => id).toSorted()).toEqual(
      [product, service, other, renamed].map(({ id }) => id).toSorted(),
    );
    expect(katana.requests().map(({ path }) => path)).toEqual(["/variants", "/services"]);
    expect(await find(plate)).toBeNull();
  });

  it("[MAP-6] asks nothing for nothing, and for many in batches", async () => {
    expect(valueOf(await client.findRemembered([]))).toEqual([]);
    expect(katana.requests()).toEqual([]);
    const made = await make(mug);
    katana.clearRequests();
    const many = Array.from({ length: 450 }, (_none, index) => ({
      id: (900_000 + index) as KatanaVariantId,
      serviceId: null,
    }));
    expect(valueOf(await client.findRemembered([...many, made]))).toEqual([{ id: made.id, leadTimeDays: null }]);
    expect(katana.requests()).toHaveLength(3);
  });

  it("[PAG-6] tells what goods are called, and leaves out what is no variant of goods", async () => {
    const [product, plain, service] = [await make(mug), await make(plate), await make(tip)];
    katana.clearRequests();
    const asked = [product.id, plain.id, service.id, 999_999 as KatanaVariantId];
    const named = valueOf(await client.nameVariants(asked));
    expect(named.toSorted((a, b) => a.id - b.id)).toEqual([
      { id: product.id, name: "Mug & saucer", sku: "MUG/1 ü" },
      { id: plain.id, name: "Plate", sku: null },
    ]);
    expect(katana.requests().map(({ path }) => path)).toEqual(["/variants"]);
  });

  it("[REC-6] hands on what fails", async () => {
    const service = { id: 1 as KatanaVariantId, serviceId: 1 as KatanaServiceId };
    const calls = [
      () => client.createItem(mug, acme),
      () => client.createItem(tip, acme),
      () => client.findItem(mug, acme),
      () => client.findItem(tip, acme),
      () => client.findRemembered([{ ...service, serviceId: null }]),
      () => client.findRemembered([service]),
      () => client.nameVariants([service.id]),
      () => client.findTaxRate(decimal("24")),
    ];
    for (const call of calls) {
      katana.faults.add({ fault: { kind: "status", status: 429 } });
      expect(await call()).toMatchObject({ ok: false, problem: { kind: "rate-limited" } });
    }
  });

  it("[IMP-9] does not know what became of a create that was not answered", async () => {
    katana.faults.add({ match: { method: "POST", path: /^\/products$/ }, fault: { kind: "drop", when: "after" } });
    expect(await client.createItem(plate, acme)).toMatchObject({ problem: { kind: "unknown-outcome" } });
    expect(await find(plate)).not.toBeNull();
  });

  it("[MAP-10] finds one tax rate by its percentage", async () => {
    const made = valueOf(await client.createTaxRate(decimal("8.875")));
    expect(valueOf(await client.findTaxRate(decimal("8.875")))).toEqual(made);
    expect(valueOf(await client.findTaxRate(decimal("9")))).toBeNull();
  });
});
