import { Banner, Page } from "@shopify/polaris";

/** What an address shows that leads nowhere. */
export function NoSuchPage() {
  return (
    <Page title="Page not found">
      <Banner tone="info" action={{ content: "Go to Home", url: "/app" }}>
        <p>There is no page at this address. It may have moved.</p>
      </Banner>
    </Page>
  );
}
