import { describe, expect, it } from "vitest";
import type { OrderId } from "../../domain/ids.ts";
import type { AdminGraphql } from "./ask-shopify.ts";
import { usualPageSizes } from "./page-sizes.ts";
import { createShopifyAdmin } from "./shopify-admin.ts";
import {
  furtherPage,
  lastPage,
  updatedAt,
  wireFulfillment,
  wireFulfillmentLine,
  wireFulfillmentOrder,
  wireFulfillmentOrderLine,
  wireLine,
  wireOrder,
} from "./testing/wire-order.ts";

const orderId = "820982911946154508" as OrderId;

interface Asked {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Answers by the operation's name; several answers to one operation come in order, the last one for ever. */
function connect(answers: Readonly<Record<string, readonly (object | Error)[]>>) {
  const asked: Asked[] = [];
  const graphql: AdminGraphql = (document, variables) => {
    const operation = /query (\w+)/.exec(document)?.[1] ?? "";
    const given = answers[operation] ?? [];
    const before = asked.filter((each) => each.operation === operation).length;
    asked.push({ operation, variables });
    const answer = given[Math.min(before, given.length - 1)] ?? new Error(`nothing answers ${operation}`);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { admin: createShopifyAdmin({ graphql }), asked, operations: () => asked.map((each) => each.operation) };
}

const graphqlError = (code: string) =>
  Object.assign(new Error(code), {
    body: { errors: { graphQLErrors: [{ message: code, extensions: { code } }] } },
  });

describe("an order with several pages", () => {
  const first = wireOrder({
    lineItems: { nodes: [wireLine(901)], pageInfo: furtherPage("l1") },
    fulfillmentOrders: {
      nodes: [
        wireFulfillmentOrder(41, {
          lineItems: { nodes: [wireFulfillmentOrderLine(901, 2)], pageInfo: furtherPage("fol1") },
        }),
      ],
      pageInfo: furtherPage("fo1"),
    },
    fulfillments: [
      wireFulfillment(51, {
        fulfillmentLineItems: { nodes: [wireFulfillmentLine(901, 1)], pageInfo: furtherPage("fl1") },
      }),
    ],
  });
  const pages = {
    TandemOrder: [{ order: first }],
    TandemOrderLines: [
      { order: { updatedAt, lineItems: { nodes: [wireLine(902)], pageInfo: furtherPage("l2") } } },
      { order: { updatedAt, lineItems: { nodes: [wireLine(903)], pageInfo: lastPage } } },
    ],
    TandemFulfillmentOrders: [
      { order: { updatedAt, fulfillmentOrders: { nodes: [wireFulfillmentOrder(42)], pageInfo: lastPage } } },
    ],
    TandemFulfillmentOrderLines: [
      {
        fulfillmentOrder: {
          order: { updatedAt },
          lineItems: { nodes: [wireFulfillmentOrderLine(902, 1)], pageInfo: lastPage },
        },
      },
    ],
    TandemFulfillmentLines: [
      {
        fulfillment: {
          order: { updatedAt },
          fulfillmentLineItems: { nodes: [wireFulfillmentLine(902, 3)], pageInfo: lastPage },
        },
      },
    ],
  };

  it("is read to the end", async () => {
    const { admin, asked } = connect(pages);
    const loaded = await admin.loadOrder(orderId);
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        lines: [{ id: "901" }, { id: "902" }, { id: "903" }],
        fulfillmentOrders: [
          { lines: [{ lineId: "901" }, { lineId: "902" }] },
          { gid: "gid://shopify/FulfillmentOrder/42", lines: [{ lineId: "901" }] },
        ],
        fulfillments: [
          {
            lines: [
              { lineId: "901", quantity: 1 },
              { lineId: "902", quantity: 3 },
            ],
          },
        ],
      },
    });
    expect(asked.slice(0, 3)).toEqual([
      { operation: "TandemOrder", variables: { id: `gid://shopify/Order/${orderId}`, ...usualPageSizes.first } },
      {
        operation: "TandemOrderLines",
        variables: { id: `gid://shopify/Order/${orderId}`, first: 250, after: "l1" },
      },
      {
        operation: "TandemOrderLines",
        variables: { id: `gid://shopify/Order/${orderId}`, first: 250, after: "l2" },
      },
    ]);
  });

  const later = "2026-11-23T10:05:00Z";

  it("is read again from the start when it was changed between two pages", async () => {
    const settled = { ...first, updatedAt: later };
    const atLater = { order: { updatedAt: later, lineItems: { nodes: [wireLine(904)], pageInfo: lastPage } } };
    const { admin, operations } = connect({
      TandemOrder: [
        { order: first },
        { order: wireOrder({ ...settled, fulfillmentOrders: onePage, fulfillments: [] }) },
      ],
      TandemOrderLines: [atLater],
    });
    expect(await admin.loadOrder(orderId)).toMatchObject({
      ok: true,
      value: { updatedAt: "2026-11-23T10:05:00.000Z", lines: [{ id: "901" }, { id: "904" }] },
    });
    expect(operations()).toEqual(["TandemOrder", "TandemOrderLines", "TandemOrder", "TandemOrderLines"]);
  });

  const onePage = { nodes: [], pageInfo: lastPage };

  it.each([
    ["its lines", { ...pages, TandemOrderLines: [{ order: null }] }],
    ["its fulfillment orders", { ...pages, TandemFulfillmentOrders: [{ order: null }] }],
    ["the lines of a fulfillment order", { ...pages, TandemFulfillmentOrderLines: [{ fulfillmentOrder: null }] }],
    ["the lines of a fulfillment", { ...pages, TandemFulfillmentLines: [{ fulfillment: null }] }],
  ])("is given up for now when it keeps changing before %s are read", async (_, answers) => {
    const { admin, operations } = connect(answers);
    expect(await admin.loadOrder(orderId)).toEqual({
      ok: false,
      problem: { kind: "unavailable", side: "shopify", words: "The order kept changing while it was read" },
    });
    expect(operations().filter((operation) => operation === "TandemOrder")).toHaveLength(4);
  });

  it("passes on what goes wrong with a further page", async () => {
    const { admin } = connect({ ...pages, TandemFulfillmentOrders: [graphqlError("INTERNAL_SERVER_ERROR")] });
    expect(await admin.loadOrder(orderId)).toMatchObject({ ok: false, problem: { kind: "unavailable" } });
  });

  it("does not follow pages for ever", async () => {
    const endless = { order: { updatedAt, lineItems: { nodes: [wireLine(902)], pageInfo: furtherPage("l1") } } };
    const { admin } = connect({ ...pages, TandemOrderLines: [endless] });
    expect(await admin.loadOrder(orderId)).toMatchObject({ ok: false, problem: { kind: "unreadable" } });
  });
});

describe("fulfillments, which have no pages", () => {
  const many = Array.from({ length: usualPageSizes.first.fulfillments }, (_, index) => wireFulfillment(index + 1));

  it("are all read again when as many came as were asked for", async () => {
    const { admin, asked } = connect({
      TandemOrder: [{ order: wireOrder({ fulfillments: many }) }],
      TandemFulfillments: [{ order: { updatedAt, fulfillments: [...many, wireFulfillment(99)] } }],
    });
    const loaded = await admin.loadOrder(orderId);
    expect(loaded.ok && loaded.value?.fulfillments).toHaveLength(31);
    expect(asked[1]?.variables).toMatchObject({ first: 250 });
  });

  it("are unreadable when even then some may be missing", async () => {
    const tooMany = Array.from({ length: 250 }, (_, index) => wireFulfillment(index + 1));
    const { admin } = connect({
      TandemOrder: [{ order: wireOrder({ fulfillments: many }) }],
      TandemFulfillments: [{ order: { updatedAt, fulfillments: tooMany } }],
    });
    expect(await admin.loadOrder(orderId)).toMatchObject({
      ok: false,
      problem: { kind: "unreadable", path: "order.fulfillments" },
    });
  });
});

describe("a query that Shopify finds too expensive", () => {
  it("is asked again for half of each page", async () => {
    const { admin, asked } = connect({ TandemOrder: [graphqlError("MAX_COST_EXCEEDED"), { order: wireOrder() }] });
    expect(await admin.loadOrder(orderId)).toMatchObject({ ok: true, value: { name: "#1001" } });
    expect(asked[1]?.variables).toMatchObject({ lines: 25, fulfillmentOrders: 5, fulfillments: 15 });
  });

  it("is given up when it cannot be made smaller", async () => {
    const { admin, asked } = connect({ TandemOrder: [graphqlError("MAX_COST_EXCEEDED")] });
    expect(await admin.loadOrder(orderId)).toMatchObject({ ok: false, problem: { kind: "rejected", side: "shopify" } });
    expect(asked.at(-1)?.variables).toMatchObject({ lines: 5, fulfillmentOrderLines: 5, fulfillmentLines: 5 });
  });
});

describe("everything else", () => {
  it("[REC-7] tells an order that Shopify does not show as null", async () => {
    expect(await connect({ TandemOrder: [{ order: null }] }).admin.loadOrder(orderId)).toEqual({
      ok: true,
      value: null,
    });
  });

  it.each([
    ["FulfillmentOrder", "TandemOrderOfFulfillmentOrder"],
    ["Return", "TandemOrderOfReturn"],
    ["ReverseFulfillmentOrder", "TandemOrderOfReverseFulfillmentOrder"],
  ])("finds the order of a %s", async (type, operation) => {
    const subject = { order: { id: "gid://shopify/Order/77" } };
    const { admin, asked } = connect({ [operation]: [{ subject }, { subject: { order: null } }, { subject: null }] });
    const gid = `gid://shopify/${type}/5`;
    expect(await admin.findOrderId(gid)).toEqual({ ok: true, value: "77" });
    expect(await admin.findOrderId(gid)).toEqual({ ok: true, value: null });
    expect(await admin.findOrderId(gid)).toEqual({ ok: true, value: null });
    expect(asked[0]?.variables).toEqual({ id: gid });
  });

  it.each(["gid://shopify/Product/1", "not a gid"])("asks Shopify nothing about %s", async (gid) => {
    const { admin, asked } = connect({});
    expect(await admin.findOrderId(gid)).toMatchObject({ ok: false, problem: { kind: "rejected" } });
    expect(asked).toEqual([]);
  });

  it("lists the locations of all pages, deactivated ones too", async () => {
    const location = (id: number, isActive: boolean) => ({
      id: `gid://shopify/Location/${String(id)}`,
      name: `Location ${String(id)}`,
      isActive,
    });
    const { admin, asked } = connect({
      TandemLocations: [
        { locations: { nodes: [location(1, true)], pageInfo: furtherPage("p1") } },
        { locations: { nodes: [location(2, false)], pageInfo: lastPage } },
      ],
    });
    expect(await admin.listLocations()).toEqual({
      ok: true,
      value: [
        { id: "1", name: "Location 1", isActive: true },
        { id: "2", name: "Location 2", isActive: false },
      ],
    });
    expect(asked.map(({ variables }) => variables["after"])).toEqual([null, "p1"]);
  });

  it("passes on why locations cannot be listed", async () => {
    const { admin } = connect({ TandemLocations: [graphqlError("THROTTLED")] });
    expect(await admin.listLocations()).toMatchObject({ ok: false, problem: { kind: "rate-limited" } });
  });

  it("tells the shop and what the app may do", async () => {
    const { admin } = connect({
      TandemShop: [
        {
          shop: { name: "Acme", currencyCode: "EUR", ianaTimezone: "Europe/Tallinn" },
          currentAppInstallation: { accessScopes: [{ handle: "read_orders" }, { handle: "read_locations" }] },
        },
      ],
    });
    expect(await admin.loadShop()).toEqual({
      ok: true,
      value: {
        name: "Acme",
        currency: "EUR",
        timezone: "Europe/Tallinn",
        grantedScopes: ["read_orders", "read_locations"],
      },
    });
  });

  it("lets a bug be one", async () => {
    const bug = new TypeError("undefined is not a function");
    await expect(connect({ TandemShop: [bug] }).admin.loadShop()).rejects.toBe(bug);
  });
});
