import { Banner } from "@shopify/polaris";
import type { ReactNode } from "react";
import { wholeSentence } from "../domain/whole-sentence.ts";
import type { AlertView, ShopView } from "../sync/views.ts";
import { activityUrl } from "./activity-filter.ts";
import { RelativeTime } from "./relative-time.tsx";

interface AlertBannerProps {
  readonly alert: AlertView;
  readonly shop: ShopView;
  readonly now: number;
}

/** What needs the merchant: what happened, since when, and the button that mends it. */
export function AlertBanner({ alert, shop, now }: AlertBannerProps) {
  switch (alert.kind) {
    case "key-refused":
      return (
        <Alert tone="critical" title="Katana refuses the key" label="Open Connection" url="/app/settings/connection">
          This began <RelativeTime instant={alert.since} now={now} timeZone={shop.timezone} />. Orders wait until a key
          works again. Katana’s answer: {wholeSentence(alert.words)}
        </Alert>
      );
    case "katana-away":
      return (
        <Alert tone="warning" title="Katana does not answer" label="Open Connection" url="/app/settings/connection">
          This began <RelativeTime instant={alert.since} now={now} timeZone={shop.timezone} />. Tandem tries again at
          least every half minute, and the orders that wait go on with the first answer. What came last:{" "}
          {wholeSentence(alert.words)}
        </Alert>
      );
    case "native-integration-on":
      return (
        <Alert
          tone="warning"
          title="Katana’s own Shopify integration is still on"
          label="Open Activity"
          url={activityUrl({ status: "all", search: "", page: 1 })}
        >
          It made a sales order <RelativeTime instant={alert.since} now={now} timeZone={shop.timezone} />. Two
          integrations bring the same orders over twice. Disconnect Shopify in Katana, under Settings › Integrations.
        </Alert>
      );
    case "locations-unmatched":
      return (
        <Alert
          tone="warning"
          title={alert.names.length === 1 ? "A location has no match" : `${alert.names.length} locations have no match`}
          label="Match locations"
          url="/app/settings/locations"
        >
          {new Intl.ListFormat("en").format(alert.names)}: orders there wait until it is known which Katana location to
          use.
        </Alert>
      );
    case "orders-need-you":
      return (
        <Alert
          tone="warning"
          title={alert.count === 1 ? "1 order needs you" : `${alert.count} orders need you`}
          label={alert.count === 1 ? "Show it" : "Show them"}
          url={activityUrl({ status: "needs-you", search: "", page: 1 })}
        >
          {alert.count === 1
            ? "Tandem cannot go on with it by itself. It says why, and what would help."
            : "Tandem cannot go on with them by itself. Each says why, and what would help."}
        </Alert>
      );
    case "data-requests-open":
      return (
        <Alert
          tone="warning"
          title={alert.count === 1 ? "A customer asks for their data" : `${alert.count} customers ask for their data`}
          label="Open Privacy"
          url="/app/settings/privacy"
        >
          Shopify passed the question on. The law gives you 30 days to answer it; Tandem has what it keeps ready.
        </Alert>
      );
  }
}

interface AlertProps {
  readonly tone: "critical" | "warning";
  readonly title: string;
  readonly label: string;
  readonly url: string;
  readonly children: ReactNode;
}

function Alert({ tone, title, label, url, children }: AlertProps) {
  return (
    // Polaris puts space of its own between banners that are neighbours.
    <div>
      <Banner tone={tone} title={title} action={{ content: label, url }}>
        <p>{children}</p>
      </Banner>
    </div>
  );
}
