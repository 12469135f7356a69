import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";
import type { Actions } from "../sync/use-cases.ts";
import type { ShopDomain } from "../domain/ids.ts";
import type { RequestOutcome } from "../sync/views.ts";
import { parseOrderRequest } from "../ui/parse-order-request.ts";
import type { AskedOfOrders } from "../ui/parse-order-request.ts";

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
  const outcome = await requested(actions, { shop, by }, asked);
  return Response.json(outcome, { status: outcome.asked.length === 0 ? 422 : 200 });
};

const requested = (
  actions: Actions,
  person: { readonly shop: ShopDomain; readonly by: string },
  asked: AskedOfOrders,
): Promise<RequestOutcome> => {
  switch (asked.intent) {
    case "look-now":
      return actions.lookNow({ ...person, orders: asked.orders });
    case "carry-over":
      return actions.carryOver({ ...person, orders: asked.orders });
    case "import-anyway":
      return actions.importAnyway({ ...person, orders: asked.orders });
  }
};
