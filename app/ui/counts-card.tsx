import { Link } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import type { OrderCounts } from "../sync/views.ts";
import { activityUrl, countOf, filterLabel, type StatusFilter } from "./activity-filter.ts";
import styles from "./counts-card.module.css";

const shown: readonly StatusFilter[] = ["in-step", "waiting", "not-imported", "needs-you", "retrying", "all"];

/** How many orders stand where, each number leading to those orders. */
export function CountsCard({ counts }: { readonly counts: OrderCounts }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Orders
        </Text>
        <Text as="p" tone="subdued">
          {accountedWords(countOf(counts, "all"))}
        </Text>
        <ul className={styles["counts"]}>
          {shown.map((filter) => (
            <li key={filter}>
              <Link to={activityUrl({ status: filter, search: "", page: 1 })} className={styles["count"]}>
                <Text as="span" variant="headingXl" numeric>
                  {new Intl.NumberFormat("en").format(countOf(counts, filter))}
                </Text>{" "}
                <Text as="span" tone="subdued">
                  {filter === "all" ? "All orders" : filterLabel(filter)}
                </Text>
              </Link>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

/** REC-4, as far as it is known: orders of which Shopify told, or that were looked up. */
export const accountedWords = (total: number): string => {
  if (total === 0) return "Tandem has not heard of any order yet.";
  if (total === 1) return "The one order that Tandem knows is counted here.";
  return `Each of the ${new Intl.NumberFormat("en").format(total)} orders that Tandem knows stands in exactly one of these.`;
};
