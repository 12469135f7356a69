import type { RawDelivery, Shop } from "./control.ts";
import { catalogControls } from "./controls/catalog-controls.ts";
import { fulfillmentControls } from "./controls/fulfillment-controls.ts";
import { orderControls } from "./controls/order-controls.ts";
import { returnControls } from "./controls/return-controls.ts";
import { createInstallation } from "./installation.ts";
import { customerRequest, shopRedact } from "./webhooks/compliance.ts";
import { addressOf, headersFor, targetsFor } from "./webhooks/emit.ts";
import { gid, idOf, newUuid, type Site } from "./world.ts";

/** A delivery made by hand, for what Shopify would never send. */
function deliverRaw(site: Site, { topic, body, hmac, headers = {}, uri }: RawDelivery): void {
  const { identity, configuration } = site.world.app();
  const target = uri ?? targetsFor(site, topic)[0]?.uri ?? configuration.subscriptions[0]?.uri;
  const url = target === undefined ? null : addressOf(target, identity.url);
  if (url === null) throw new Error(`The app has no webhook address for ${topic}.`);
  const usual = headersFor(site, topic, body, newUuid());
  const signature = hmac === undefined ? {} : { "x-shopify-hmac-sha256": hmac };
  site.world.deliveries.send({
    url,
    body,
    topic,
    key: `raw:${site.shop.domain}`,
    headers: { ...usual, ...signature, ...headers },
  });
}

/** One shop, as tests, the demo and the simulated admin hold it. */
export function createShop(site: Site): Shop {
  const { shop } = site;
  return {
    domain: shop.domain,
    id: gid("Shop", shop.id),
    name: shop.name,
    currency: shop.currency,
    timezone: shop.timezone,
    settings: shop.settings,
    installation: createInstallation(site),
    ...catalogControls(site),
    ...orderControls(site),
    ...fulfillmentControls(site),
    ...returnControls(site),
    sendComplianceRequest(topic, customer) {
      if (topic === "shop/redact") shopRedact(site);
      else customerRequest(site, topic, customer === undefined ? null : idOf("Customer", customer));
    },
    deliverRaw: (delivery) => deliverRaw(site, delivery),
  };
}
