import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import { RouteFailure } from "../ui/route-failure.tsx";

/** Settings opens on its first tab. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin } = await services();
  const { redirect } = await authenticateAdmin(request);
  return redirect("/app/settings/orders");
};

export default function Settings() {
  return null;
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
