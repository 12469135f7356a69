import { Banner, BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { OrderPageView, WhyView } from "../sync/views.ts";
import { Fact, Facts } from "./facts.tsx";
import { exactInstant } from "./instant.ts";
import { RelativeTime } from "./relative-time.tsx";
import { WhyList } from "./why-list.tsx";

interface OrderStandingProps {
  readonly view: OrderPageView;
  readonly now: number;
}

/** Where the order stands, in words, with everything that would change it (REC-2). */
export function OrderStanding({ view, now }: OrderStandingProps) {
  const of = (...kinds: readonly WhyView["kind"][]) => view.why.filter(({ kind }) => kinds.includes(kind));
  const timeZone = view.shop.timezone;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Where it stands
        </Text>
        <Text as="p">{view.standing}</Text>
        {of("failure", "block").map(({ kind, sentence, remedy }) => (
          // Polaris puts space of its own between banners that are neighbours.
          <div key={sentence}>
            <Banner tone={kind === "failure" ? "critical" : "warning"} title={sentence}>
              <p>
                {remedy}
                {kind === "failure" && view.nextTryAt !== null
                  ? ` The next try is at ${exactInstant(view.nextTryAt, timeZone)}.`
                  : null}
              </p>
            </Banner>
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

function OrderFacts({ view, now }: OrderStandingProps) {
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
