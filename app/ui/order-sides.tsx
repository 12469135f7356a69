import { Banner, BlockStack, Box, Card, Divider, Text } from "@shopify/polaris";
import type { Words } from "../domain/words.ts";
import type { OrderSidesView } from "../sync/side-views.ts";
import type { OrderPageView } from "../sync/views.ts";
import { MovementsCard } from "./movements-card.tsx";
import type { MovementRequests } from "./movements-table.tsx";
import { OrderTotals } from "./order-totals.tsx";
import { type ColumnState, SidesTable } from "./sides-table.tsx";
import { type ReadSides, useOrderSides } from "./use-order-sides.ts";

/** PAG-6: what Shopify says now, what both sides last agreed on, and what Katana says now. Only an order that came over has sides. */
export function OrderSides({ view, requests }: OrderSidesProps) {
  const { currency, salesOrder } = view;
  if (salesOrder === null || currency === null) return null;
  return <LiveSides view={view} requests={requests} currency={currency} />;
}

interface OrderSidesProps {
  readonly view: OrderPageView;
  readonly requests: MovementRequests;
}

function LiveSides({ view, requests, currency }: OrderSidesProps & { readonly currency: string }) {
  const read = useOrderSides(view.orderId, view.lookedAt);
  return (
    <>
      <SidesCard view={view} currency={currency} read={read} gone={view.salesOrder?.gone ?? false} />
      <Movements view={view} read={read} requests={requests} />
    </>
  );
}

type MovementsProps = Pick<SidesCardProps, "read"> & {
  readonly view: Pick<OrderPageView, "fulfillments" | "returns" | "salesOrder"> & {
    readonly shop: { readonly timezone: string };
  };
  readonly requests: MovementRequests;
};

/**
 * What went out and what came back. Most orders have no returns: only one that has some says so. Of a sales order that was deleted nothing
 * more is to go.
 */
export function Movements({ view, read, requests }: MovementsProps) {
  const { fulfillments, returns } = read.sides ?? view;
  const shared = {
    columns: columnStates(read, view.salesOrder?.gone ?? false),
    timeZone: view.shop.timezone,
    requests,
  };
  return (
    <>
      {fulfillments.length === 0 && view.salesOrder?.gone === true ? null : (
        <MovementsCard
          title="Fulfillments"
          help="What has gone on either side, and what the other side was told of it."
          empty="Nothing has gone yet, neither in Shopify nor in Katana."
          movements={fulfillments}
          {...shared}
        />
      )}
      {returns.length === 0 ? null : (
        <MovementsCard
          title="Returns"
          help="What customers send back, and the sales returns in Katana that stand for it."
          empty=""
          movements={returns}
          {...shared}
        />
      )}
    </>
  );
}

interface SidesCardProps {
  readonly view: Pick<OrderPageView, "lines" | "totals">;
  readonly currency: string;
  readonly read: ReadSides;
  /** The sales order was deleted, so that there is nothing to be read of it. */
  readonly gone: boolean;
}

export function SidesCard({ view, currency, read, gone }: SidesCardProps) {
  const { sides, reading } = read;
  const totals = sides?.totals ?? view.totals;
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              Side by side
            </Text>
            <Text as="p" tone="subdued">
              {gone ? "The sales order was deleted. This is what it said, beside what Shopify says now. " : null}
              Amounts are without tax. What is not as both sides last agreed is bold and named.
            </Text>
          </BlockStack>
          <Problems read={read} gone={gone} />
          <Text as="p" visuallyHidden>
            <span role="status">{reading ? "Reading Shopify and Katana" : ""}</span>
          </Text>
        </BlockStack>
      </Box>
      <SidesTable lines={sides?.lines ?? view.lines} currency={currency} columns={columnStates(read, gone)} />
      <Divider />
      <Box padding="400">
        {totals === null ? null : (
          <OrderTotals totals={totals} currency={currency} isNow={(sides?.totals ?? null) !== null} />
        )}
      </Box>
    </Card>
  );
}

/** Of a sales order that was deleted there is nothing to be read. */
const columnStates = (read: ReadSides, gone: boolean): Record<keyof OrderSidesView["problems"], ColumnState> => ({
  shopify: stateOf("shopify", read),
  katana: gone ? "deleted" : stateOf("katana", read),
});

const stateOf = (side: keyof OrderSidesView["problems"], { sides, failed }: ReadSides): ColumnState => {
  if (sides === null) return failed ? "unread" : "reading";
  return sides.problems[side] === null ? "read" : "unread";
};

const notReached: Words = {
  sentence: "Neither side could be read: Tandem could not be reached.",
  remedy: "Check your connection.",
};

/** Why a side is missing. The rest of the page stays as it is. */
function Problems({ read: { sides, reading, failed, again }, gone }: Pick<SidesCardProps, "read" | "gone">) {
  const ofKatana = gone ? null : sides?.problems.katana;
  const problems = failed ? [notReached] : [sides?.problems.shopify, ofKatana];
  return problems
    .filter((problem) => problem !== null && problem !== undefined)
    .map(({ sentence, remedy }) => (
      // Polaris puts space of its own between banners that are neighbours.
      <div key={sentence}>
        <Banner tone="warning" title={sentence} action={{ content: "Read again", onAction: again, loading: reading }}>
          <p>{remedy}</p>
        </Banner>
      </div>
    ));
}
