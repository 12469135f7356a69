import type { AddressSeed } from "../control.ts";
import type { MetafieldState, OrderState } from "../state.ts";
import { emit } from "../webhooks/emit.ts";
import { orderEvents } from "../webhooks/order-events.ts";
import { newId, Refused, timeNow, touch, type Site } from "../world.ts";
import { makeAddress } from "./place.ts";

const MAX_TAGS = 250;

function updated(site: Site, order: OrderState): void {
  touch(site, order);
  emit(site, orderEvents(site, order, ["updated"]));
}

export function setTags(site: Site, order: OrderState, tags: readonly string[]): void {
  const wanted = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))].sort();
  if (wanted.length > MAX_TAGS) throw new Refused("Order cannot have more than 250 tags", ["tags"]);
  if (wanted.join() === order.tags.join()) return;
  order.tags = wanted;
  updated(site, order);
}

/** What staff may change without an order edit. */
export function updateOrder(
  site: Site,
  order: OrderState,
  changed: Partial<Pick<OrderState, "note" | "poNumber" | "email" | "phone" | "attributes">> & {
    readonly shippingAddress?: AddressSeed;
  },
): void {
  const { shippingAddress, ...fields } = changed;
  Object.assign(order, fields);
  if (shippingAddress) order.shippingAddress = makeAddress(site, shippingAddress);
  updated(site, order);
}

export type MetafieldInput = Pick<MetafieldState, "namespace" | "key" | "value"> & { readonly type: string | null };

export function setMetafield(site: Site, order: OrderState, input: MetafieldInput): MetafieldState {
  const now = timeNow(site);
  const known = order.metafields.find((one) => one.namespace === input.namespace && one.key === input.key);
  if (known) {
    Object.assign(known, { value: input.value, type: input.type ?? known.type, updatedAt: now });
    return known;
  }
  const { namespace, key, value } = input;
  const made = {
    id: newId(site),
    namespace,
    key,
    value,
    type: input.type ?? "single_line_text_field",
    createdAt: now,
    updatedAt: now,
  };
  order.metafields.push(made);
  return made;
}

export function noteMetafieldWrite(site: Site, order: OrderState): void {
  if (site.shop.settings.metafieldsBumpUpdatedAt) updated(site, order);
  else site.world.changed();
}
