import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { Banner, Page } from "@shopify/polaris";
import { NoSuchPage } from "./no-such-page.tsx";

/**
 * What a page shows when its loader or action failed. Answers that the Shopify library throws (the page that fetches a session token,
 * the one that asks for a new one) go through as they are; the library's own boundary tells them by a class name, which minifying changes.
 */
export function RouteFailure() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && (error.status < 400 || error.status === 401)) {
    return <div dangerouslySetInnerHTML={{ __html: typeof error.data === "string" ? error.data : "" }} />;
  }
  if (isRouteErrorResponse(error) && error.status === 404) return <NoSuchPage />;
  return <FailedPage />;
}

function FailedPage() {
  const revalidator = useRevalidator();
  return (
    <Page title="This page could not be shown">
      <Banner
        tone="critical"
        title="Something went wrong in Tandem"
        action={{
          content: "Try again",
          onAction: () => revalidator.revalidate(),
          loading: revalidator.state === "loading",
        }}
        secondaryAction={{ content: "Go to Home", url: "/app" }}
      >
        <p>
          The rest of the app still works. Try again in a moment; if it keeps happening, tell whoever runs Tandem for
          you.
        </p>
      </Banner>
    </Page>
  );
}
