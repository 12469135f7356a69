import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import { parsePrivacyRequestId } from "../ui/parse-privacy.ts";
import { KeptData } from "../ui/kept-data.tsx";
import { PrivacyRequests } from "../ui/privacy-requests.tsx";
import { RouteFailure } from "../ui/route-failure.tsx";
import { SettingsPage } from "../ui/settings-page.tsx";

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  return { ...(await pages.privacy(shop)), now: Date.now() };
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { authenticateAdmin, actions } = await services();
  const { shop } = await authenticateAdmin(request);
  const parsed = parsePrivacyRequestId((await request.formData()).get("settle"));
  if (!parsed.ok) return data({ ok: false as const, ...parsed.problem }, { status: 422 });
  const outcome = await actions.settlePrivacyRequest(shop, parsed.value);
  return data(outcome, { status: outcome.ok ? 200 : 422 });
};

export default function PrivacySettings() {
  const { shop, requests, now } = useLoaderData<typeof loader>();
  return (
    <SettingsPage shop={shop} tab="privacy">
      <PrivacyRequests requests={requests} timeZone={shop.timezone} now={now} />
      <KeptData />
    </SettingsPage>
  );
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
