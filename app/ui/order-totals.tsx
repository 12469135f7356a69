import { BlockStack, List } from "@shopify/polaris";
import type { OrderTotalsView } from "../sync/side-views.ts";
import { Fact, Facts } from "./facts.tsx";
import { moneyText } from "../domain/money-text.ts";

interface OrderTotalsProps {
  readonly totals: OrderTotalsView;
  readonly currency: string;
  /** False: as they were when the order came over. */
  readonly isNow: boolean;
}

/** Both totals and the difference, part by part (MAP-19). */
export function OrderTotals({ totals: { shopify, katana, difference, parts }, currency, isNow }: OrderTotalsProps) {
  const money = (amount: string): string => moneyText(amount, currency);
  const visible = parts.filter(({ amount }) => !isNothing(money(amount)));
  const when = isNow ? "now" : "when it came over";
  return (
    <BlockStack gap="200">
      <Facts>
        <Fact name={`Total in Shopify, ${when}`}>{money(shopify)}</Fact>
        <Fact name={`Total in Katana, ${when}`}>{katana === null ? "Katana told none" : money(katana)}</Fact>
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

const isNothing = (amount: string): boolean => !/[1-9]/.test(amount);

/** Said aloud also when there is none; what rounds to nothing in this currency is none. */
const differenceText = (difference: string, money: (amount: string) => string): string => {
  const size = money(difference.replace("-", ""));
  if (isNothing(size)) return `${size} – the totals agree`;
  return difference.startsWith("-") ? `${size} less in Katana` : `${size} more in Katana`;
};
