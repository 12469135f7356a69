import { html, type Content, type Html } from "../html.ts";
import type { RowCard, SalesOrderCard } from "../katana-window.ts";
import { badge, table } from "../layout.ts";
import { money, sentence } from "../words.ts";

export const salesOrderBadge = ({ deleted, status }: SalesOrderCard): Html =>
  deleted ? badge("Deleted", "bad") : badge(sentence(status), status === "DELIVERED" ? "good" : "busy");

/** Figures as Katana has them: four decimals at the most, but never fewer than two. */
export function figure(amount: string): string {
  const [whole = "0", decimals = ""] = amount.split(".");
  return `${whole}.${decimals.slice(0, 4).replace(/0+$/, "").padEnd(2, "0")}`;
}

/** The sales order in a few lines, for the page of its order. */
export function salesOrderSummary(order: SalesOrderCard): Html {
  return html`<p>
      <strong>${order.orderNo}</strong> ${salesOrderBadge(order)} <span class="note">${order.customer}</span>
    </p>
    <dl class="pairs">
      ${order.rows.map(
        (row) =>
          html`<dt>${row.quantity} × ${row.name} <span class="note">${row.sku}</span></dt>
            <dd>${figure(row.total)}</dd>`,
      )}
      ${
        order.shippingFee
          ? html`<dt>${order.shippingFee.description || "Shipping fee"}</dt>
              <dd>${figure(order.shippingFee.amount)}</dd>`
          : null
      }
      <dt class="sum">Total with tax</dt>
      <dd class="sum">${money(order.total, order.currency)}</dd>
    </dl>`;
}

/** The rows with every figure. */
export function salesOrderRows(order: SalesOrderCard): Html {
  const columns = [
    { label: "Item" },
    { label: "Quantity", numeric: true },
    { label: "Price, no tax", numeric: true },
    { label: "Discount", numeric: true },
    { label: "Total, no tax", numeric: true },
    { label: "Tax" },
    { label: "Location" },
    { label: "Production" },
  ];
  const rows = order.rows.map((row) => [
    html`${row.name}<span class="note">${row.sku || "no SKU"}</span>`,
    row.left === row.quantity ? row.quantity : html`${row.quantity} <span class="note">${row.left} to go</span>`,
    figure(row.pricePerUnit),
    Number(row.discount) === 0 ? "–" : figure(row.discount),
    figure(row.total),
    row.taxRate,
    row.location,
    production(row),
  ]);
  return table(`Rows of ${order.orderNo}`, columns, rows);
}

function production({ manufacturingOrder: made }: RowCard): Content {
  if (made === null) return "–";
  return html`${sentence(made.status)}<span class="note">${made.orderNo} makes ${made.quantity}</span>`;
}

const invoicings: Readonly<Record<string, string>> = {
  notInvoiced: "Not invoiced",
  partiallyInvoiced: "Partly invoiced",
  invoiced: "Invoiced",
};

export const invoicingChoices = Object.entries(invoicings);

export const invoicingBadge = ({ invoicing }: SalesOrderCard): Content =>
  invoicing === "notInvoiced" ? null : badge(invoicings[invoicing] ?? sentence(invoicing), "warn");
