import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import { OrderPage } from "../ui/order-page.tsx";
import { parseOrderId } from "../ui/parse-order-request.ts";
import { RouteFailure } from "../ui/route-failure.tsx";
import { UnknownOrder } from "../ui/unknown-order.tsx";

export const loader = async ({ request, params }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  const id = parseOrderId(params["id"]);
  const view = id === null ? null : await pages.orderPage(shop, id);
  if (view !== null) return data({ view, live: null, now: Date.now() });
  // Another shop's order is one that this shop's Shopify does not show.
  const live = id === null ? ({ kind: "not-shown" } as const) : await pages.lookUp(shop, id);
  return data({ view: null, live, now: Date.now() }, { status: live.kind === "not-shown" ? 404 : 200 });
};

export default function Order() {
  const { view, live, now } = useLoaderData<typeof loader>();
  return view === null ? <UnknownOrder live={live} /> : <OrderPage view={view} now={now} />;
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
