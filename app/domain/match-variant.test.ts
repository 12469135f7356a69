import { expect, it } from "vitest";
import type { ItemKey } from "./ids.ts";
import type { NewItem } from "./item.ts";
import { matchVariant } from "./match-variant.ts";
import { aVariant, someReferences } from "./testing/build-references.ts";
import { variantId } from "./testing/ids.ts";

const item = (overrides: Partial<NewItem> = {}): NewItem => ({
  key: "variant:77" as ItemKey,
  kind: "product",
  name: "Bowl",
  sku: null,
  ...overrides,
});
const remembered = new Map([["variant:77" as ItemKey, { id: variantId(640), leadTimeDays: 3 }]]);

it("[MAP-6] takes the one variant with the exact SKU, whatever was remembered", () => {
  const variantsBySku = new Map([["CHAIR", [aVariant({ leadTimeDays: 9 })]]]);
  expect(matchVariant(item({ sku: "CHAIR" }), someReferences({ variantsBySku, remembered }))).toEqual({
    ok: true,
    value: { variant: { kind: "existing", id: 501 }, sku: "CHAIR", leadTimeDays: 9, notices: [] },
  });
});

it("[MAP-6] takes what is remembered where no SKU matches, or there is none", () => {
  const value = { variant: { kind: "existing", id: 640 }, sku: null, leadTimeDays: 3, notices: [] };
  const references = someReferences({ remembered });
  expect(matchVariant(item(), references)).toEqual({ ok: true, value });
  expect(matchVariant(item({ sku: "GONE" }), references)).toEqual({ ok: true, value });
});

it("[MAP-6] else names something new", () => {
  const value = { variant: { kind: "new", item: "variant:77" }, leadTimeDays: null, notices: [] };
  expect(matchVariant(item(), someReferences())).toEqual({ ok: true, value: { ...value, sku: null } });
  expect(matchVariant(item({ sku: "NEW" }), someReferences())).toEqual({ ok: true, value: { ...value, sku: "NEW" } });
});
