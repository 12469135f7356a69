import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import { NoSuchPage } from "../ui/no-such-page.tsx";
import { RouteFailure } from "../ui/route-failure.tsx";

/** An address inside the app that leads nowhere still shows the app around the words that say so. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin } = await services();
  await authenticateAdmin(request);
  return data(null, { status: 404 });
};

export default NoSuchPage;

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
