import type { LoaderFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";
import { parseOrderId } from "../ui/parse-order-request.ts";

/** PAG-6: what both sides say of one order now, asked for by its page once that is drawn. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  const id = parseOrderId(new URL(request.url).searchParams.get("order") ?? undefined);
  const sides = id === null ? null : await pages.orderSides(shop, id);
  return Response.json(sides, { status: sides === null ? 404 : 200, headers: { "Cache-Control": "no-store" } });
};
