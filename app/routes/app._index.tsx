import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import type { FormOutcome } from "../sync/views.ts";
import { HomePage } from "../ui/home-page.tsx";
import { parseHomeIntent } from "../ui/parse-home.ts";
import { RouteFailure } from "../ui/route-failure.tsx";

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  return { view: await pages.home(shop), now: Date.now() };
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { authenticateAdmin, actions } = await services();
  const { shop } = await authenticateAdmin(request);
  switch (parseHomeIntent(await request.formData())) {
    case "activate":
      return answer(await actions.activate(shop));
    case "pause":
      await actions.pause(shop);
      return answer({ ok: true });
    case null:
      return answer({ ok: false, field: "intent", words: "Tandem does not know this request. Reload and try again." });
  }
};

const answer = (outcome: FormOutcome) => data(outcome, { status: outcome.ok ? 200 : 422 });

export default function Home() {
  const { view, now } = useLoaderData<typeof loader>();
  return <HomePage view={view} now={now} />;
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
