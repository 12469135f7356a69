import { beforeEach, describe, expect, it } from "vitest";
import type { KatanaServiceId } from "../../app/domain/ids.ts";
import { variantId } from "../../app/domain/testing/ids.ts";
import { eachDatabase, storesOf } from "./support/each-database.ts";
import { acme, other } from "./support/records.ts";

const databases = await eachDatabase();
const mug = { shop: acme, key: "mug" } as const;
const tip = { shop: "", key: "tip" } as const;
const product = { id: variantId(501), serviceId: null };
const service = { id: variantId(601), serviceId: 61 as KatanaServiceId };

describe.each(databases)("remembered items on $kind", ({ second, queue, clock, stores: { items, shops }, clear }) => {
  const elsewhere = storesOf(second, queue, clock).items;
  const at = clock.instant();
  beforeEach(clear);

  it("[MAP-6] [MAP-18] are found again by key, products and services, from any process", async () => {
    await items.remember("account", mug, { ...product, at });
    await items.remember("account", tip, { ...service, at });
    expect(await elsewhere.load("account", [mug, tip, { shop: acme, key: "lamp" }])).toEqual(
      new Map<string, unknown>([
        ["mug", product],
        ["tip", service],
      ]),
    );
  });

  it("[MAP-7] [STO-1] are those of their account and shop only", async () => {
    await items.remember("account", mug, { ...product, at });
    expect(await items.load("another account", [mug])).toEqual(new Map());
    expect(await items.load("account", [{ shop: other, key: "mug" }])).toEqual(new Map());
    expect(await items.load("account", [])).toEqual(new Map());
  });

  it("[MAP-6] take another variant when the first one is gone, and are forgotten only as what they were", async () => {
    await items.remember("account", mug, { ...product, at });
    await items.remember("account", mug, { ...service, at });
    await elsewhere.forget("account", mug, product.id);
    expect(await items.load("account", [mug])).toEqual(new Map([["mug", service]]));
    await elsewhere.forget("account", mug, service.id);
    expect(await items.load("account", [mug])).toEqual(new Map());
  });

  it("[CON-7] are gone when the shop's data is deleted, the account's with its last shop", async () => {
    await items.remember("account", mug, { ...product, at });
    await items.remember("account", tip, { ...service, at });
    await shops.forget(acme);
    expect(await items.load("account", [mug, tip])).toEqual(new Map());
  });
});
