import {
  BlockStack,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
  useIndexResourceState,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ActivityRowView } from "../sync/views.ts";
import styles from "./activity-table.module.css";
import { moneyText } from "../domain/money-text.ts";
import { RelativeTime } from "./relative-time.tsx";
import { useChosenOrders } from "./chosen-orders.tsx";
import type { OrderRequests } from "./use-order-requests.ts";
import { StatusBadge } from "./status-badge.tsx";

interface ActivityTableProps {
  readonly rows: readonly ActivityRowView[];
  readonly timeZone: string;
  readonly now: number;
  readonly loading: boolean;
  /** What can be asked of the chosen orders. */
  readonly requests: Pick<OrderRequests, "ask" | "asking">;
  /** The links to the page before and after; null where there is none. */
  readonly paging: { readonly previous: string | null; readonly next: string | null; readonly label: string } | null;
}

/** PAG-5: one row an order; on a narrow screen each row stacks what it says. */
export function ActivityTable({ rows, timeZone, now, loading, requests, paging }: ActivityTableProps) {
  const { smDown } = useBreakpoints();
  const selection = useIndexResourceState(rows.map(({ orderId }) => ({ id: orderId })));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = selection;
  const chosen = rows.filter(({ orderId }) => selectedResources.includes(orderId));
  const { actions, dialog } = useChosenOrders(chosen, { requests, onAsked: clearSelection });
  const Row = smDown ? StackedRow : WideRow;
  return (
    <>
      <IndexTable
        resourceName={{ singular: "order", plural: "orders" }}
        itemCount={rows.length}
        // Where it is narrow there is no room for choosing: each order's own page offers the same.
        selectable={!smDown}
        selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={actions}
        condensed={smDown}
        loading={loading || requests.asking !== null}
        headings={[
          { title: "Order" },
          { title: "Sales order" },
          { title: "Total", alignment: "end" },
          { title: "Status" },
          { title: "Why" },
          { title: "Updated" },
          { title: "Details", hidden: true },
        ]}
        {...(paging === null ? {} : { pagination: paginationOf(paging) })}
      >
        {rows.map((row, position) => (
          <IndexTable.Row
            id={row.orderId}
            key={row.orderId}
            position={position}
            selected={selectedResources.includes(row.orderId)}
          >
            <Row row={row} updated={<RelativeTime instant={row.updatedAt} now={now} timeZone={timeZone} />} />
          </IndexTable.Row>
        ))}
      </IndexTable>
      {dialog}
    </>
  );
}

const paginationOf = ({ previous, next, label }: NonNullable<ActivityTableProps["paging"]>) => ({
  hasPrevious: previous !== null,
  hasNext: next !== null,
  ...(previous === null ? {} : { previousURL: previous }),
  ...(next === null ? {} : { nextURL: next }),
  label,
  accessibilityLabel: "Pages of orders",
});

interface RowProps {
  readonly row: ActivityRowView;
  readonly updated: ReactNode;
}

function WideRow({ row, updated }: RowProps) {
  return (
    <>
      <IndexTable.Cell>
        <OrderLink row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <SalesOrderLink row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {totalOf(row)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StatusBadge status={row.status} />
      </IndexTable.Cell>
      <IndexTable.Cell className={styles["why"] ?? ""}>{row.why}</IndexTable.Cell>
      <IndexTable.Cell>{updated}</IndexTable.Cell>
      <IndexTable.Cell>
        <DetailsLink row={row} />
      </IndexTable.Cell>
    </>
  );
}

function StackedRow({ row, updated }: RowProps) {
  return (
    <div className={styles["stacked"]}>
      <BlockStack gap="100">
        <InlineStack gap="200" align="space-between" blockAlign="center">
          <OrderLink row={row} />
          <StatusBadge status={row.status} />
        </InlineStack>
        <Text as="p" breakWord>
          {row.why}
        </Text>
        <InlineStack gap="200" align="space-between">
          <Text as="span">
            Sales order: <SalesOrderLink row={row} />
          </Text>
          <Text as="span" numeric>
            {totalOf(row)}
          </Text>
        </InlineStack>
        <InlineStack gap="200" align="space-between">
          <Text as="span" tone="subdued" variant="bodySm">
            Updated {updated}
          </Text>
          <DetailsLink row={row} />
        </InlineStack>
      </BlockStack>
    </div>
  );
}

/** A click anywhere in a row opens the order's own page; one on a link that leads elsewhere must not reach the row. */
function OwnWay({ children }: { readonly children: ReactNode }) {
  return <span onClick={(event) => event.stopPropagation()}>{children}</span>;
}

/** Opens the order in the Shopify admin around the app; App Bridge knows this address. */
function OrderLink({ row }: { readonly row: ActivityRowView }) {
  return (
    <OwnWay>
      <Link
        url={`shopify://admin/orders/${row.orderId}`}
        target="_top"
        accessibilityLabel={`Order ${row.name} in Shopify`}
      >
        {row.name}
      </Link>
    </OwnWay>
  );
}

/** PAG-6: why it stands there, what was done, and what can be asked for. */
function DetailsLink({ row }: { readonly row: ActivityRowView }) {
  return (
    <Link url={`/app/orders/${row.orderId}`} dataPrimaryLink accessibilityLabel={`Details of ${row.name}`}>
      Details
    </Link>
  );
}

const isGone = ({ reasons }: ActivityRowView): boolean =>
  reasons.some(({ kind }) => kind === "deleted-in-katana" || kind === "deleted-by-tandem");

function SalesOrderLink({ row }: { readonly row: ActivityRowView }) {
  const { salesOrder } = row;
  if (salesOrder === null || isGone(row)) {
    return (
      <Text as="span" tone="subdued">
        {salesOrder === null ? "None" : `${salesOrder.no}, deleted`}
      </Text>
    );
  }
  return (
    <OwnWay>
      <Link
        url={salesOrder.url}
        target="_blank"
        accessibilityLabel={`Sales order ${salesOrder.no} in Katana, opens a new tab`}
      >
        {salesOrder.no}
      </Link>
    </OwnWay>
  );
}

const totalOf = ({ total, currency }: ActivityRowView): string =>
  total === null || currency === null ? "" : moneyText(total, currency);
