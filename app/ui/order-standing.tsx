import { Banner, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { OrderPageView, WhyView } from "../sync/views.ts";
import { Fact, Facts } from "./facts.tsx";
import { exactInstant } from "./instant.ts";
import { RemedyText } from "./remedy-text.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { WhyList } from "./why-list.tsx";

interface OrderStandingProps {
  readonly view: OrderPageView;
  readonly now: number;
  /** A fresh look at both sides (REC-5). */
  readonly look: { readonly ask: () => void; readonly busy: boolean };
}

/** Where the order stands, in words, with everything that would change it (REC-2). */
export function OrderStanding({ view, now, look }: OrderStandingProps) {
  const of = (...kinds: readonly WhyView["kind"][]) => view.why.filter(({ kind }) => kinds.includes(kind));
  const timeZone = view.shop.timezone;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Where it stands
        </Text>
        <Text as="p">{view.standing}</Text>
        {of("failure", "block").map((why) => (
          // Polaris puts space of its own between banners that are neighbours.
          <div key={why.sentence}>
            <Trouble why={why} view={view} look={look} />
          </div>
        ))}
        <WhyList why={of("reason", "wait", "notice")} />
        {view.importAsked === null ? null : (
          <Text as="p">
            Import anyway was chosen by {view.importAsked.by} on {exactInstant(view.importAsked.at, timeZone)}. It
            stands until the order came over.
          </Text>
        )}
        <OrderFacts view={view} now={now} />
      </BlockStack>
    </Card>
  );
}

/** What stands in the way, with its choices. */
function Trouble({ why, view, look }: Omit<OrderStandingProps, "now"> & { readonly why: WhyView }) {
  const { kind, sentence, remedy } = why;
  const { orderId, salesOrder, nextTryAt, shop } = view;
  return (
    <Banner tone={kind === "failure" && nextTryAt === null ? "critical" : "warning"} title={sentence}>
      <BlockStack gap="200">
        <p>
          <RemedyText words={remedy} />
          {kind === "failure" && nextTryAt !== null
            ? ` The next try is at ${exactInstant(nextTryAt, shop.timezone)}.`
            : null}
        </p>
        {/* Said, because Polaris would take over what the banner around it says. */}
        <InlineStack gap="300" align="start" blockAlign="center">
          <Button onClick={look.ask} disabled={look.busy}>
            {kind === "failure" || remedy.includes("Retry") ? "Retry" : "Sync now"}
          </Button>
          <Link url={`shopify://admin/orders/${orderId}`} target="_top" monochrome>
            Order in Shopify
          </Link>
          {salesOrder === null || salesOrder.gone ? null : (
            <Link url={salesOrder.url} target="_blank" monochrome>
              Sales order in Katana
            </Link>
          )}
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

function OrderFacts({ view, now }: Omit<OrderStandingProps, "look">) {
  const { orderId, name, salesOrder, placedAt, shop } = view;
  return (
    <Facts>
      <Fact name="In Shopify">
        <Link url={`shopify://admin/orders/${orderId}`} target="_top" accessibilityLabel={`Order ${name} in Shopify`}>
          Order {name}
        </Link>
      </Fact>
      <Fact name="In Katana">{salesOrder === null ? "No sales order" : <SalesOrder salesOrder={salesOrder} />}</Fact>
      {placedAt === null ? null : <Fact name="Placed">{exactInstant(placedAt, shop.timezone)}</Fact>}
      <Fact name="Last looked at">
        <RelativeTime instant={view.lookedAt} now={now} timeZone={shop.timezone} />
      </Fact>
    </Facts>
  );
}

function SalesOrder({
  salesOrder: { no, url, gone },
}: {
  readonly salesOrder: NonNullable<OrderPageView["salesOrder"]>;
}) {
  if (gone) return <>Sales order {no}, deleted</>;
  return (
    <Link url={url} target="_blank" accessibilityLabel={`Sales order ${no} in Katana, opens a new tab`}>
      Sales order {no}
    </Link>
  );
}
