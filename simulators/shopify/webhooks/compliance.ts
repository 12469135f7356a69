import { newId, newUuid, type Site } from "../world.ts";
import { addressOf, headersFor, targetsFor } from "./emit.ts";
import { numeric, writeJson, type Json } from "./json.ts";

/** Compliance topics reach the app whether or not it is (still) installed. */
function send(site: Site, topic: string, payload: Json): void {
  const { world } = site;
  const body = writeJson(payload);
  for (const target of targetsFor(site, topic)) {
    const url = addressOf(target.uri, world.app().identity.url);
    if (url !== null)
      world.deliveries.send({ url, body, topic, key: target.key, headers: headersFor(site, topic, body, newUuid()) });
  }
}

const about = ({ shop }: Site): { readonly [key: string]: Json } => ({
  shop_id: numeric(shop.id),
  shop_domain: shop.domain,
});

export const shopRedact = (site: Site): void => send(site, "shop/redact", about(site));

/** A customer asks what is kept about them, or to have it removed. */
export function customerRequest(
  site: Site,
  topic: "customers/data_request" | "customers/redact",
  customerId: string | null,
): void {
  const orders = Object.values(site.shop.orders);
  const id = customerId ?? orders.find((order) => order.customerId !== null)?.customerId;
  const customer = site.shop.customers.find((one) => one.id === id);
  if (!customer) throw new Error("There is no customer to send the request for.");
  const theirs = orders.filter((order) => order.customerId === customer.id).map((order) => numeric(order.id));
  const person = { id: numeric(customer.id), email: customer.email, phone: customer.phone };
  const more =
    topic === "customers/redact"
      ? { orders_to_redact: theirs }
      : { orders_requested: theirs, data_request: { id: numeric(newId(site)) } };
  send(site, topic, { ...about(site), customer: person, ...more });
}
