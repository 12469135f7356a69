import { BlockStack, Box, Card, Divider, List, Text } from "@shopify/polaris";
import type { OrderPageView, OrderTotalsView } from "../sync/views.ts";
import { Fact, Facts } from "./facts.tsx";
import { moneyText } from "./money-text.ts";
import styles from "./order-lines.module.css";

/** The rows as both sides last agreed on them, and both totals with their difference (MAP-19). */
export function OrderLines({ view }: { readonly view: OrderPageView }) {
  const { rows, totals, currency, shippingFee } = view;
  if (totals === null || currency === null) return null;
  const money = (amount: string): string => moneyText(amount, currency);
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Items as last agreed
          </Text>
          <Text as="p" tone="subdued">
            What both sides said when they last agreed, without tax.
          </Text>
        </BlockStack>
      </Box>
      <table className={styles["table"]} role="table">
        <thead role="rowgroup" className={styles["head"]}>
          <tr role="row">
            <th role="columnheader" scope="col">
              Item
            </th>
            <th role="columnheader" scope="col" className={styles["number"]}>
              Quantity
            </th>
            <th role="columnheader" scope="col" className={styles["number"]}>
              Price
            </th>
            <th role="columnheader" scope="col" className={styles["number"]}>
              Discount
            </th>
            <th role="columnheader" scope="col" className={styles["number"]}>
              Tax
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={row.key}>
              <th role="rowheader" scope="row" className={styles["item"]}>
                {row.title}
                {row.sku === null || row.sku === row.title ? null : <span className={styles["sku"]}>{row.sku}</span>}
              </th>
              <Cell name="Quantity">{row.quantity}</Cell>
              <Cell name="Price">{money(row.pricePerUnit)}</Cell>
              <Cell name="Discount">{money(row.discount)}</Cell>
              <Cell name="Tax">{row.taxPercent} %</Cell>
            </tr>
          ))}
          {shippingFee === null ? null : (
            <tr role="row">
              <th role="rowheader" scope="row" className={styles["item"]}>
                Shipping: {shippingFee.description}
              </th>
              <Cell name="Quantity">1</Cell>
              <Cell name="Price">{money(shippingFee.amount)}</Cell>
              <Cell name="Discount">{money("0")}</Cell>
              <Cell name="Tax">{shippingFee.taxPercent} %</Cell>
            </tr>
          )}
        </tbody>
      </table>
      <Divider />
      <Box padding="400">
        <Totals totals={totals} money={money} />
      </Box>
    </Card>
  );
}

/** On a narrow screen each value stands with its name in front; the column's heading says it already where there is room. */
function Cell({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <td role="cell" className={styles["number"]}>
      <span className={styles["name"]} aria-hidden="true">
        {name}
      </span>
      {children}
    </td>
  );
}

const isNothing = (amount: string): boolean => !/[1-9]/.test(amount);

/** Said aloud also when there is none; what rounds to nothing in this currency is none. */
const differenceText = (difference: string, money: (amount: string) => string): string => {
  const size = money(difference.replace("-", ""));
  if (isNothing(size)) return `${size} – the totals agree`;
  return difference.startsWith("-") ? `${size} less in Katana` : `${size} more in Katana`;
};

interface TotalsProps {
  readonly totals: OrderTotalsView;
  readonly money: (amount: string) => string;
}

function Totals({ totals: { shopify, katana, difference, parts }, money }: TotalsProps) {
  const visible = parts.filter(({ amount }) => !isNothing(money(amount)));
  return (
    <BlockStack gap="200">
      <Facts>
        <Fact name="Total in Shopify">{money(shopify)}</Fact>
        <Fact name="Total in Katana">{katana === null ? "Katana told none" : money(katana)}</Fact>
        <Fact name="Difference">{difference === null ? "Not known" : differenceText(difference, money)}</Fact>
      </Facts>
      {visible.length > 0 && (
        <List>
          {visible.map(({ words, amount }) => (
            <List.Item key={words}>
              {money(amount)}: {words}
            </List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  );
}
