import { flag, list, manyIds, numeric, oneId, text } from "../list.ts";
import { decodeBody } from "../body.ts";
import { inPath } from "../look-up.ts";
import { ok, route, type Call, type Route } from "../route.ts";
import { stamp, type Account, type World } from "../world.ts";
import type { Location, TaxRate } from "../state.ts";
import { z } from "zod";

const addressId = ({ address }: Location): number | null => (typeof address?.id === "number" ? address.id : null);

const encodeLocation = (location: Location) => ({ ...location, address_id: addressId(location), rank: location.id });

/** 15 and 7.5 percent read "15% VAT" and "7.5%". */
const encodeTaxRate = ({ deleted_at: _never, ...rate }: TaxRate) => ({
  ...rate,
  display_name: [`${rate.rate}%`, rate.name].filter((part) => part !== null && part !== "").join(" "),
});

const createTaxRateBody = z.strictObject({ rate: z.number().min(0).max(999.999), name: z.string().optional() });

export function addTaxRate(
  world: World,
  account: Account,
  rate: { readonly rate: number; readonly name?: string | undefined },
): TaxRate {
  return account.tables.taxRates.insert({
    ...stamp(world, "taxRates"),
    name: rate.name ?? null,
    rate: rate.rate,
    is_default_sales: false,
    is_default_purchases: false,
  });
}

function listLocations(call: Call) {
  return list(call, {
    entities: call.account.tables.locations.all(),
    encode: encodeLocation,
    filters: {
      ids: manyIds((location) => location.id),
      name: text((location) => location.name),
      legal_name: text((location) => location.legal_name),
      address_id: oneId((location) => addressId(location)),
      rank: numeric((location) => location.id),
      is_primary: flag((location) => location.is_primary),
      sales_allowed: flag((location) => location.sales_allowed),
      manufacturing_allowed: flag((location) => location.manufacturing_allowed),
      purchases_allowed: flag((location) => location.purchase_allowed),
    },
  });
}

function listTaxRates(call: Call) {
  return list(call, {
    entities: call.account.tables.taxRates.all(),
    encode: encodeTaxRate,
    deletedOnRequest: false,
    filters: {
      ids: manyIds((rate) => rate.id),
      rate: numeric((rate) => rate.rate),
      name: text((rate) => rate.name),
      is_default_sales: flag((rate) => rate.is_default_sales),
      is_default_purchases: flag((rate) => rate.is_default_purchases),
    },
  });
}

/** What an account is set up with: who, where, which taxes. */
export const accountRoutes: readonly Route[] = [
  route("GET", "/user_info", ({ account }) => ok(account.record.owner)),
  route("GET", "/factory", ({ account }) => ok(account.record.factory)),
  route("GET", "/locations", listLocations),
  route("GET", "/locations/{id}", ({ account, id }) => ok(encodeLocation(inPath(account.tables.locations, id)))),
  route("GET", "/tax_rates", listTaxRates),
  route("POST", "/tax_rates", ({ world, account, body }) =>
    ok(encodeTaxRate(addTaxRate(world, account, decodeBody(createTaxRateBody, body)))),
  ),
];
