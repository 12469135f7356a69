import type { LoaderFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";
import { orderStatusBadges } from "../domain/order-status.ts";
import { parseOrderGid } from "../ui/parse-order-gid.ts";

/** Where one order stands, for the block on Shopify's own order page. A shop hears only of its own orders. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop, cors } = await authenticateAdmin(request);
  const orderId = parseOrderGid(new URL(request.url).searchParams.get("id"));
  if (orderId === null) {
    return cors(Response.json({ error: "id must name an order: gid://shopify/Order/…" }, { status: 400 }));
  }
  const order = await pages.order(shop, orderId);
  return cors(
    Response.json(order === null ? { status: "unknown" } : { ...order, ...orderStatusBadges[order.status] }, {
      headers: { "Cache-Control": "no-store" },
    }),
  );
};
