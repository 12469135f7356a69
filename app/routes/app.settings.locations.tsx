import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Banner, Card } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useState } from "react";
import { services } from "../composition.server.ts";
import { encodeLocations, type LocationMatches } from "../ui/encode-locations.ts";
import { EmptyNotice } from "../ui/empty-notice.tsx";
import { openingMatches, problemOfLocation, sameMatches, withMatch } from "../ui/location-draft.ts";
import { LocationMatcher } from "../ui/location-matcher.tsx";
import { LooseWords } from "../ui/loose-words.tsx";
import { parseLocations } from "../ui/parse-locations.ts";
import { RouteFailure } from "../ui/route-failure.tsx";
import { SettingsPage } from "../ui/settings-page.tsx";
import { UnsavedChanges } from "../ui/unsaved-changes.tsx";
import { useToast } from "../ui/use-toast.ts";

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  return pages.locations(shop);
};

export const action = async ({ request }: ActionFunctionArgs) => {
  const { authenticateAdmin, actions } = await services();
  const { shop } = await authenticateAdmin(request);
  const parsed = parseLocations(await request.formData());
  if (!parsed.ok) return data({ ok: false as const, ...parsed.problem }, { status: 422 });
  const outcome = await actions.saveLocations(shop, parsed.value);
  return data(outcome, { status: outcome.ok ? 200 : 422 });
};

export default function LocationsSettings() {
  const view = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const [edited, setEdited] = useState<LocationMatches | null>(null);
  const saving = fetcher.state !== "idle";
  useToast(saving ? undefined : fetcher.data, "Locations saved");

  const opening = openingMatches(view.locations);
  const draft = edited ?? opening;
  const dirty = !sameMatches(draft, opening);
  const save = () => fetcher.submit(encodeLocations(draft), { method: "post" });
  const problem = fetcher.data === undefined || fetcher.data.ok ? null : fetcher.data;
  const proposes = view.locations.some(({ matchedTo, proposed }) => matchedTo === null && proposed !== null);
  return (
    <SettingsPage
      shop={view.shop}
      tab="locations"
      {...(proposes && !dirty
        ? { primaryAction: { content: "Save proposed matches", onAction: save, loading: saving } }
        : {})}
    >
      {view.problems.map((words) => (
        <Banner key={words} tone="warning" title="Not everything could be loaded">
          <p>{words}</p>
        </Banner>
      ))}
      {problem === null || view.locations.some(({ id }) => problemOfLocation(problem, id) !== null) ? null : (
        <Banner tone="critical" title="The locations were not saved">
          <p>{problem.words}</p>
        </Banner>
      )}
      {view.connected ? (
        <>
          <LooseWords>
            An order’s rows are sold from the Katana location that stands for the Shopify location it ships from.
            Several Shopify locations may share one Katana location.
          </LooseWords>
          {view.locations.length === 0 ? (
            <NoLocations failed={view.problems.length > 0} />
          ) : (
            <LocationMatcher
              view={view}
              draft={draft}
              problem={problem}
              // What is being saved and what is shown stay the same thing until the answer is there.
              onChange={(id, match) => (saving ? undefined : setEdited(withMatch(draft, id, match)))}
            />
          )}
        </>
      ) : (
        <Card>
          <EmptyNotice
            heading="Connect Katana first"
            action={{ label: "Go to Connection", url: "/app/settings/connection", primary: true }}
          >
            Locations are matched with those of your Katana account, so Tandem has to know the account.
          </EmptyNotice>
        </Card>
      )}
      <UnsavedChanges dirty={dirty} saving={saving} onSave={save} onDiscard={() => setEdited(null)} />
    </SettingsPage>
  );
}

function NoLocations({ failed }: { readonly failed: boolean }) {
  return (
    <Card>
      <EmptyNotice heading={failed ? "The locations could not be loaded" : "Your store has no locations"}>
        {failed
          ? "What is saved stays as it is. Open this page again in a moment."
          : "Add a location in Shopify under Settings › Locations, then come back."}
      </EmptyNotice>
    </Card>
  );
}

export const ErrorBoundary = RouteFailure;
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);
