import { expect, it } from "vitest";
import type { OrderQuery } from "../../sync/ports.ts";
import type { AdminGraphql } from "./ask-shopify.ts";
import { createShopifyAdmin } from "./shopify-admin.ts";

const node = {
  id: "gid://shopify/Order/820982911946154508",
  name: "#1001",
  createdAt: "2026-11-10T09:00:00Z",
  updatedAt: "2026-11-10T09:00:05Z",
};
const queries: readonly (readonly [OrderQuery, string])[] = [
  [
    { by: "created", from: "2026-11-01T00:00:00.000Z", to: "2026-11-02T00:00:00.000Z" },
    "created_at:>='2026-11-01T00:00:00Z' created_at:<='2026-11-02T00:00:00Z'",
  ],
  [{ by: "updated", from: "2026-11-01T00:00:00.000Z" }, "updated_at:>='2026-11-01T00:00:00Z'"],
  [{ by: "open", createdBefore: "2026-11-01T00:00:00.000Z" }, "created_at:<'2026-11-01T00:00:00Z' status:open"],
];

it.each(queries)("[IMP-5] [REC-1] searches with %o as %s, a page at a time", async (query, text) => {
  const asked: unknown[] = [];
  const graphql: AdminGraphql = (_document, variables) => {
    asked.push(variables);
    return Promise.resolve({ orders: { nodes: [node], pageInfo: { hasNextPage: true, endCursor: "next" } } });
  };
  const page = await createShopifyAdmin({ graphql }).searchOrders(query, "place");
  expect(asked).toEqual([{ query: text, first: 250, after: "place" }]);
  expect(page).toEqual({
    ok: true,
    value: {
      orders: [
        {
          id: "820982911946154508",
          name: "#1001",
          createdAt: "2026-11-10T09:00:00.000Z",
          updatedAt: "2026-11-10T09:00:05.000Z",
        },
      ],
      next: "next",
    },
  });
});

it("[IMP-5] counts without reading", async () => {
  const graphql: AdminGraphql = () => Promise.resolve({ ordersCount: { count: 12_000 } });
  const counted = await createShopifyAdmin({ graphql }).countOrders({
    by: "open",
    createdBefore: "2026-11-01T00:00:00Z",
  });
  expect(counted).toEqual({ ok: true, value: 12_000 });
});
