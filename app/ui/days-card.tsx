import { BlockStack, Card, Text } from "@shopify/polaris";
import type { DayView } from "../sync/views.ts";
import { DaysChart, DaysLegend } from "./days-chart.tsx";
import { dayRow, daysWords } from "./days-chart-parts.ts";
import styles from "./days-chart.module.css";

/** PAG-1: the orders of the last 14 days on the shop's calendar, by where they stand now, with the table behind the chart. */
export function DaysCard({ days }: { readonly days: readonly DayView[] }) {
  const words = daysWords(days);
  const isEmpty = days.every(({ counts }) => Object.values(counts).every((count) => count === 0));
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Last 14 days
          </Text>
          <Text as="p" tone="subdued">
            {words}
          </Text>
        </BlockStack>
        {isEmpty ? null : (
          <>
            <DaysChart days={days} label={`Orders a day. ${words}`} />
            <DaysLegend />
            <details className={styles["behind"]}>
              <summary>Show as a table</summary>
              <DaysTable days={days} />
            </details>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function DaysTable({ days }: { readonly days: readonly DayView[] }) {
  return (
    <table className={styles["table"]}>
      <caption className={styles["hidden"]}>Orders a day, by where they stand</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Orders</th>
          <th scope="col">Of these</th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((view) => {
          const { day, orders, parts } = dayRow(view);
          return (
            <tr key={view.day}>
              <th scope="row">{day}</th>
              <td className={styles["number"]}>{orders}</td>
              <td>{parts}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
