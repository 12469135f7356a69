import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** The app's address itself leads into the embedded app, with whatever Shopify sent along. */
export const loader = ({ request }: LoaderFunctionArgs) => redirect(`/app${new URL(request.url).search}`);
