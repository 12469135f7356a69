import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";
import { parseOrderRequest } from "../ui/parse-order-request.ts";

/** What is asked of orders on Activity and on the page of one order. It is no page. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin } = await services();
  const { redirect } = await authenticateAdmin(request);
  return redirect("/app/activity");
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { authenticateAdmin, actions } = await services();
  const { shop, sessionToken } = await authenticateAdmin(request);
  const asked = parseOrderRequest(await request.formData());
  if (asked === null) return Response.json(null, { status: 400 });
  const by = sessionToken.sub;
  const outcome =
    asked.intent === "look-now"
      ? await actions.lookNow({ shop, by, orders: asked.orders })
      : await actions.importAnyway({ shop, by, orders: asked.orders });
  return Response.json(outcome, { status: outcome.asked.length === 0 ? 422 : 200 });
};
