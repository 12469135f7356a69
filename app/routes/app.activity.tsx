import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import { BlockStack, Box, Card } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { services } from "../composition.server.ts";
import { activityEmptyWords } from "../ui/activity-empty.ts";
import { activityTabs, activityUrl, countOf, filterLabel } from "../ui/activity-filter.ts";
import { ActivitySearch } from "../ui/activity-search.tsx";
import { ActivityTable } from "../ui/activity-table.tsx";
import { AppPage } from "../ui/app-page.tsx";
import { EmptyNotice } from "../ui/empty-notice.tsx";
import { LinkTabs } from "../ui/link-tabs.tsx";
import { parseActivityQuery } from "../ui/parse-activity-query.ts";
import { LiveOrder } from "../ui/live-order.tsx";
import { RefusedRequests } from "../ui/refused-requests.tsx";
import { useOrderRequests } from "../ui/use-order-requests.ts";
import { RouteFailure } from "../ui/route-failure.tsx";

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  const view = await pages.activity(shop, parseActivityQuery(new URL(request.url).searchParams));
  return { ...view, now: Date.now() };
};

export default function Activity() {
  const view = useLoaderData<typeof loader>();
  const { filter, page, pages } = view;
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const empty = activityEmptyWords(view);
  const requests = useOrderRequests();
  const live = view.live?.kind === "found" ? view.live : null;
  return (
    <AppPage title="Activity" shop={view.shop} fullWidth>
      <BlockStack gap="400">
        <LinkTabs
          label="Orders by status"
          tabs={activityTabs.map((status) => ({
            label: filterLabel(status),
            url: activityUrl({ status, search: filter.search, page: 1 }),
            isCurrent: status === filter.status,
            count: countOf(view.counts, status),
          }))}
        />
        <RefusedRequests refused={requests.outcome?.refused ?? []} />
        <Card padding="0">
          <Box padding="300">
            <ActivitySearch key={filter.search} status={filter.status} search={filter.search} />
          </Box>
          {live !== null ? (
            <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
              <LiveOrder order={live} requests={requests} />
            </Box>
          ) : view.rows.length === 0 ? (
            <EmptyNotice heading={empty.heading} {...(empty.action === null ? {} : { action: empty.action })}>
              {empty.words}
            </EmptyNotice>
          ) : (
            <ActivityTable
              rows={view.rows}
              requests={requests}
              timeZone={view.shop.timezone}
              now={view.now}
              loading={navigation.state === "loading" && navigation.location.pathname === pathname}
              paging={
                pages > 1
                  ? {
                      previous: page > 1 ? activityUrl({ ...filter, page: page - 1 }) : null,
                      next: page < pages ? activityUrl({ ...filter, page: page + 1 }) : null,
                      label: `Page ${page} of ${pages}`,
                    }
                  : null
              }
            />
          )}
        </Card>
      </BlockStack>
    </AppPage>
  );
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
