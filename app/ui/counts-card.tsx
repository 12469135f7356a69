import { Link } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import type { OrderCounts } from "../sync/views.ts";
import { activityUrl, countOf, filterLabel, type StatusFilter } from "./activity-filter.ts";
import styles from "./counts-card.module.css";

const shown: readonly StatusFilter[] = ["in-step", "waiting", "not-imported", "needs-you", "retrying", "all"];

/** How many orders stand where, each number leading to those orders. */
export function CountsCard({ counts, accountedFor }: { readonly counts: OrderCounts; readonly accountedFor: boolean }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Orders
        </Text>
        <Text as="p" tone="subdued">
          {accountedWords(countOf(counts, "all"), accountedFor)}
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

/** REC-4. Before everything was searched for, it holds for orders of which Shopify told, or that were looked up. */
export const accountedWords = (total: number, accountedFor: boolean): string => {
  if (total === 0) return "Tandem has not heard of any order yet.";
  const one = total === 1 ? "The one order that Tandem knows is counted here." : null;
  const many = `Each of the ${new Intl.NumberFormat("en").format(total)} orders that Tandem knows stands in exactly one of these.`;
  return accountedFor ? `Every order is accounted for. ${one ?? many}` : (one ?? many);
};
