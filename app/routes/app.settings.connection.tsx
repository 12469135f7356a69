import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import type { FormOutcome } from "../sync/views.ts";
import { ConnectedAccount } from "../ui/connected-account.tsx";
import { NewConnection } from "../ui/new-connection.tsx";
import { parseConnection } from "../ui/parse-connection.ts";
import { RouteFailure } from "../ui/route-failure.tsx";
import { SettingsPage } from "../ui/settings-page.tsx";

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  return { ...(await pages.connection(shop)), now: Date.now() };
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { authenticateAdmin, actions } = await services();
  const { shop } = await authenticateAdmin(request);
  const parsed = parseConnection(await request.formData());
  if (!parsed.ok) return answer({ ok: false, ...parsed.problem });
  switch (parsed.value.intent) {
    case "connect":
      return answer(await actions.connectKatana(shop, parsed.value.key));
    case "test":
      return answer(await actions.testConnection(shop));
    case "disconnect":
      await actions.disconnectKatana(shop);
      return answer({ ok: true });
  }
};

const answer = (outcome: FormOutcome) => data(outcome, { status: outcome.ok ? 200 : 422 });

export default function ConnectionSettings() {
  const { shop, connection, now } = useLoaderData<typeof loader>();
  return (
    <SettingsPage shop={shop} tab="connection">
      {connection === null ? (
        <NewConnection />
      ) : (
        <ConnectedAccount connection={connection} timeZone={shop.timezone} now={now} />
      )}
    </SettingsPage>
  );
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
