import { describe, expect, it } from "vitest";
import type { Hint } from "../../sync/hint.ts";
import { decodeShopifyHint } from "./decode-shopify-hint.ts";

const decode = (topic: string, body: unknown): Hint => decodeShopifyHint(topic, JSON.stringify(body));
const order = (id: string) => ({ kind: "order", orderId: id });
const find = (gid: string) => ({ kind: "find-order", gid });
const gid = (type: string, id = "1") => `gid://shopify/${type}/${id}`;

describe("[REC-1] what a webhook hints at", () => {
  it.each(["create", "updated", "cancelled", "paid", "partially_fulfilled", "fulfilled"])(
    "is its order for orders/%s",
    (name) => {
      const body = {
        id: 5678901234567,
        admin_graphql_api_id: gid("Order", "5678901234567"),
        name: "#1001",
        closed_at: null,
      };
      expect(decode(`orders/${name}`, body)).toEqual(order("5678901234567"));
    },
  );

  it.each([
    ["orders/delete", { id: 5678901234567 }, order("5678901234567")],
    [
      "orders/edited",
      {
        order_edit: { id: 9, order_id: 5678901234567, line_items: { additions: [{ id: 1, delta: 1 }], removals: [] } },
      },
      order("5678901234567"),
    ],
    ["refunds/create", { id: 9, order_id: 55, admin_graphql_api_id: gid("Refund", "9"), return: null }, order("55")],
    ["fulfillments/create", { id: 9, order_id: 55, admin_graphql_api_id: gid("Fulfillment", "9") }, order("55")],
    ["fulfillments/update", { id: 9, order_id: 55, status: "success", tracking_number: null }, order("55")],
    [
      "fulfillment_orders/order_routing_complete",
      { fulfillment_order: { id: gid("FulfillmentOrder"), status: "open" } },
      find(gid("FulfillmentOrder")),
    ],
    [
      "fulfillment_orders/placed_on_hold",
      {
        fulfillment_order: { id: gid("FulfillmentOrder"), status: "on_hold" },
        created_fulfillment_hold: { id: gid("FulfillmentHold", "7"), reason: "other" },
        held_fulfillment_order_line_items: [{ id: gid("FulfillmentOrderLineItem", "8"), quantity: 1 }],
        remaining_fulfillment_order: null,
      },
      find(gid("FulfillmentOrder")),
    ],
    [
      "fulfillment_orders/moved",
      {
        original_fulfillment_order: {
          id: gid("FulfillmentOrder"),
          status: "closed",
          assigned_location_id: gid("Location"),
        },
        moved_fulfillment_order: { id: gid("FulfillmentOrder", "2") },
        source_location: { id: gid("Location") },
      },
      find(gid("FulfillmentOrder")),
    ],
    [
      "fulfillment_orders/cancelled",
      {
        fulfillment_order: { id: gid("FulfillmentOrder"), status: "cancelled" },
        replacement_fulfillment_order: { id: gid("FulfillmentOrder", "2"), status: "open" },
      },
      find(gid("FulfillmentOrder")),
    ],
    [
      "fulfillment_orders/split",
      {
        fulfillment_order: { id: gid("FulfillmentOrder") },
        remaining_fulfillment_order: { id: gid("FulfillmentOrder", "2") },
      },
      find(gid("FulfillmentOrder")),
    ],
    [
      "fulfillment_orders/merged",
      {
        fulfillment_order_merges: { fulfillment_order: { id: gid("FulfillmentOrder") } },
        merge_intents: [{ fulfillment_order_id: 1 }],
      },
      find(gid("FulfillmentOrder")),
    ],
    [
      "fulfillment_orders/manually_reported_progress_stopped",
      { fulfillment_order: { id: gid("FulfillmentOrder"), status: "open" } },
      find(gid("FulfillmentOrder")),
    ],
    [
      "fulfillment_orders/line_items_prepared_for_pickup",
      {
        fulfillment_order: {
          id: gid("FulfillmentOrder"),
          preparable: true,
          delivery_method: { method_type: "pickup" },
        },
      },
      find(gid("FulfillmentOrder")),
    ],
    [
      "returns/request",
      {
        id: 3,
        admin_graphql_api_id: gid("Return", "3"),
        status: "requested",
        order: { id: 55, admin_graphql_api_id: gid("Order", "55") },
      },
      order("55"),
    ],
    ["returns/approve", { id: 3, order: { id: 55 } }, order("55")],
    ["returns/close", { id: 3, admin_graphql_api_id: gid("Return", "3"), order_id: 55, status: "closed" }, order("55")],
    [
      "returns/decline",
      { id: 3, admin_graphql_api_id: gid("Return", "3"), decline: { reason: "other" } },
      find(gid("Return", "3")),
    ],
    [
      "returns/update",
      { admin_graphql_api_id: gid("Return", "3"), return_line_items: { removals: [{ delta: 1 }] } },
      find(gid("Return", "3")),
    ],
    [
      "reverse_fulfillment_orders/dispose",
      { id: 4, admin_graphql_api_id: gid("ReverseFulfillmentOrder", "4"), total_dispositions: 1, dispositions: [] },
      find(gid("ReverseFulfillmentOrder", "4")),
    ],
    ["locations/update", { id: 7, name: "Warehouse" }, { kind: "locations" }],
    ["locations/delete", { id: 7 }, { kind: "locations" }],
    ["app/uninstalled", { id: 1, domain: "acme.myshopify.com" }, { kind: "uninstalled" }],
    [
      "app/scopes_update",
      { id: 1, previous: ["read_orders"], current: ["read_orders", "write_orders"] },
      { kind: "scopes", granted: ["read_orders", "write_orders"] },
    ],
    [
      "customers/data_request",
      {
        shop_id: 1,
        orders_requested: [55, 56],
        customer: { id: 7, email: "ann@example.com" },
        data_request: { id: 9 },
      },
      { kind: "privacy", request: "customers/data_request", customerId: "7", orderIds: ["55", "56"] },
    ],
    [
      "customers/redact",
      { shop_id: 1, customer: { id: 7, phone: null }, orders_to_redact: [55] },
      { kind: "privacy", request: "customers/redact", customerId: "7", orderIds: ["55"] },
    ],
    [
      "shop/redact",
      { shop_id: 1, shop_domain: "acme.myshopify.com" },
      { kind: "privacy", request: "shop/redact", customerId: null, orderIds: [] },
    ],
  ])("is found in %s", (topic, body, hint) => {
    expect(decode(topic, body)).toEqual(hint);
  });

  it.each(["9007199254740993", "18446744073709551615"])("keeps every digit of the id %s", (id) => {
    expect(decodeShopifyHint("orders/delete", `{"id":${id}}`)).toEqual(order(id));
    expect(decodeShopifyHint("refunds/create", `{"order_id":${id}}`)).toEqual(order(id));
    expect(decodeShopifyHint("customers/redact", `{"orders_to_redact":[${id}]}`)).toMatchObject({ orderIds: [id] });
  });

  it.each([
    ["orders/updated", "{"],
    ["orders/updated", ""],
    ["locations/update", "not JSON"],
  ])("is nothing when the body of %s is no JSON: %o", (topic, body) => {
    expect(decodeShopifyHint(topic, body)).toEqual({ kind: "unreadable", why: "The body is not JSON." });
  });

  it.each([
    ["orders/updated", {}],
    ["orders/updated", null],
    ["orders/updated", { id: "12; DROP TABLE" }],
    ["orders/updated", { id: -1 }],
    ["orders/updated", { id: 1.5 }],
    ["orders/updated", { admin_graphql_api_id: gid("Product") }],
    ["orders/edited", { id: 55 }],
    ["fulfillment_orders/moved", { fulfillment_order: { id: "1" } }],
    ["returns/update", { order: null }],
    ["app/scopes_update", { current: "read_orders" }],
    ["customers/redact", { customer: { id: [] } }],
  ])("is unreadable, and says of which topic, for %s %o", (topic, body) => {
    expect(decode(topic, body)).toEqual({
      kind: "unreadable",
      why: `The body names no order Tandem can find (${topic}).`,
    });
  });

  it.each(["products/update", "orders", "app/uninstalled/", "constructor", "shop/redacted"])(
    "is nothing Tandem knows for %s",
    (topic) => {
      expect(decode(topic, { id: 1 })).toEqual({ kind: "unknown-topic" });
    },
  );
});
