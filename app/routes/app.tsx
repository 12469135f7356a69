import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, Outlet, useLoaderData } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import motionStyles from "../ui/motion.css?url";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { RouteFailure } from "../ui/route-failure.tsx";
import { pageTitle, useSlowNavigation } from "../ui/slow-navigation.ts";

export const links = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: motionStyles },
];

export const meta: MetaFunction = ({ location }) => [{ title: `${pageTitle(location.pathname)} · Tandem` }];

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, env } = await services();
  await authenticateAdmin(request);
  return { apiKey: env.SHOPIFY_API_KEY };
};

/** The key stays the same; asked for again, it would take the menu along when it does not come. */
export const shouldRevalidate = () => false;

export default function AppLayout() {
  const { apiKey } = useLoaderData<typeof loader>();
  const opening = useSlowNavigation();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/activity">Activity</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <main>
        {opening === null ? null : <PageSkeleton title={pageTitle(opening)} />}
        <div hidden={opening !== null}>
          <Outlet />
        </div>
      </main>
    </AppProvider>
  );
}

// Outside the layout's own provider: a failure here has neither its key nor App Bridge.
export function ErrorBoundary() {
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      <main>
        <RouteFailure />
      </main>
    </AppProvider>
  );
}

export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
