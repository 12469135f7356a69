import { Badge, SkeletonBodyText } from "@shopify/polaris";
import type { SideField } from "../domain/side-row.ts";
import type { SideCellView, SideLineView } from "../sync/side-views.ts";
import { moneyText } from "../domain/money-text.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import styles from "./order-sides.module.css";

/** `unread` stays so; `reading` is still being asked for. */
export type ColumnState = "read" | "reading" | "unread" | "deleted";

/** What stands where a side has nothing to show. */
export const emptyCell: Readonly<Record<Exclude<ColumnState, "reading">, string>> = {
  read: "None",
  unread: "Not read",
  deleted: "Deleted",
};

interface SidesTableProps {
  readonly lines: readonly SideLineView[];
  readonly currency: string;
  readonly columns: { readonly shopify: ColumnState; readonly katana: ColumnState };
}

const sides = [
  { side: "shopify", name: "Shopify now" },
  { side: "agreed", name: "Last agreed" },
  { side: "katana", name: "Katana now" },
] as const;

/** One row for each line, with its three sides. */
export function SidesTable({ lines, currency, columns }: SidesTableProps) {
  return (
    <ComparisonTable
      caption="Rows of the order in Shopify, as last agreed and in Katana"
      heading="Item"
      sides={sides}
      busy={Object.values(columns).includes("reading")}
      rows={lines.map((line) => ({
        key: line.key,
        differs: line.verdict?.same === false,
        head: (
          <>
            {line.title}
            {line.sku === null || line.sku === line.title ? null : <span className={styles["sku"]}>{line.sku}</span>}
            {line.verdict === null ? null : <Verdict verdict={line.verdict} />}
          </>
        ),
        cells: {
          shopify: <Cell cell={line.shopify} state={columns.shopify} currency={currency} />,
          agreed: <Cell cell={line.agreed} state="read" currency={currency} />,
          katana: <Cell cell={line.katana} state={columns.katana} currency={currency} />,
        },
      }))}
    />
  );
}

function Verdict({ verdict: { same, words, why } }: { readonly verdict: NonNullable<SideLineView["verdict"]> }) {
  return (
    <span className={styles["verdict"]}>
      <Badge tone={same ? "success" : "attention"}>{words}</Badge>
      {why === null ? null : <span className={styles["why"]}>{why}</span>}
    </span>
  );
}

interface CellProps {
  readonly cell: SideCellView | null;
  readonly state: ColumnState;
  readonly currency: string;
}

function Cell({ cell, state, currency }: CellProps) {
  if (state === "reading") return <SkeletonBodyText lines={2} />;
  if (cell === null) return <span className={styles["none"]}>{emptyCell[state]}</span>;
  const { quantity, pricePerUnit, discount, taxPercent, location, changed } = cell;
  const said = (field: SideField, words: string) =>
    changed.includes(field) ? <strong className={styles["changed"]}>{words}</strong> : words;
  return (
    <span className={styles["values"]}>
      <span>
        {said("quantity", quantity)} × {said("price", moneyText(pricePerUnit, currency))}
      </span>
      {/[1-9]/.test(discount) || changed.includes("discount") ? (
        <span>{said("discount", `${moneyText(discount, currency)} discount`)}</span>
      ) : null}
      {taxPercent === null ? null : <span>{said("tax", `${taxPercent} % tax`)}</span>}
      {location === null ? null : <span>{said("location", location)}</span>}
      {changed.length === 0 ? null : <span className={styles["changes"]}>Changed: {changed.join(", ")}</span>}
    </span>
  );
}
