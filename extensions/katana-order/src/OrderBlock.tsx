import { useEffect, useState } from "preact/hooks";
import type { OrderStatus } from "../../../app/domain/order-status.ts";
import { loadOrderStanding } from "./load-order-standing.ts";
import type { OrderStanding } from "./order-standing.ts";

/** A text of locales/, by key. */
export type Translate = (key: string, replacements?: Record<string, string>) => string;

const tones = {
  "in-step": "success",
  waiting: "info",
  "not-imported": "neutral",
  "needs-you": "warning",
  retrying: "caution",
} as const satisfies Record<OrderStatus, string>;

/** The card on Shopify's order page: the sales order in Katana, where the order stands and why. */
export function OrderBlock({ orderGid, translate }: { orderGid: string; translate: Translate }) {
  const [answer, setAnswer] = useState<OrderStanding | "loading" | "unknown" | "failed">("loading");
  const [attempt, setAttempt] = useState(1);

  useEffect(() => {
    let isCurrent = true;
    setAnswer("loading");
    void loadOrderStanding(orderGid).then((loaded) => {
      if (isCurrent) setAnswer(loaded);
    });
    return () => {
      isCurrent = false;
    };
  }, [orderGid, attempt]);

  return (
    <s-admin-block heading={translate("title")} collapsedSummary={summaryOf(answer, translate)}>
      {answer === "loading" && <s-spinner accessibilityLabel={translate("loading")} />}
      {answer === "unknown" && <s-paragraph>{translate("unknown")}</s-paragraph>}
      {answer === "failed" && (
        <s-stack gap="base">
          <s-banner tone="warning">{translate("failed")}</s-banner>
          <s-button onClick={() => setAttempt(attempt + 1)}>{translate("retry")}</s-button>
        </s-stack>
      )}
      {typeof answer === "object" && <Standing standing={answer} translate={translate} />}
      {(answer === "unknown" || typeof answer === "object") && (
        <s-link href={pageOf(orderGid)}>{translate("details")}</s-link>
      )}
    </s-admin-block>
  );
}

/** The order's page in the app; Shopify resolves `app:` to where the app is: https://shopify.dev/docs/api/admin-extensions/latest/network-features */
const pageOf = (orderGid: string): string => `app:app/orders/${orderGid.slice(orderGid.lastIndexOf("/") + 1)}`;

function Standing({ standing, translate }: { standing: OrderStanding; translate: Translate }) {
  const { status, why, salesOrder } = standing;
  return (
    <s-stack gap="base">
      <s-stack direction="inline" gap="base" alignItems="center">
        <s-badge tone={tones[status]}>{translate(`status.${status}`)}</s-badge>
        {salesOrder ? (
          <s-link href={salesOrder.url} target="_blank">
            {translate("salesOrder", { number: salesOrder.no })}
          </s-link>
        ) : (
          <s-text color="subdued">{translate("noSalesOrder")}</s-text>
        )}
      </s-stack>
      {why.map(({ sentence, remedy }) => (
        <s-stack key={sentence} gap="none">
          <s-paragraph>{sentence}</s-paragraph>
          {remedy !== "" && <s-paragraph color="subdued">{remedy}</s-paragraph>}
        </s-stack>
      ))}
    </s-stack>
  );
}

/** What the card says while it is folded. */
function summaryOf(answer: OrderStanding | "loading" | "unknown" | "failed", translate: Translate): string {
  if (answer === "loading" || answer === "failed") return "";
  if (answer === "unknown") return translate("status.unknown");
  const status = translate(`status.${answer.status}`);
  return answer.salesOrder ? `${answer.salesOrder.no} · ${status}` : status;
}
