import { Badge, SkeletonBodyText } from "@shopify/polaris";
import type { SideField } from "../domain/side-row.ts";
import type { SideCellView, SideLineView } from "../sync/side-views.ts";
import { moneyText } from "../domain/money-text.ts";
import styles from "./order-sides.module.css";

/** `unread` stays so; `reading` is still being asked for. */
export type ColumnState = "read" | "reading" | "unread";

interface SidesTableProps {
  readonly lines: readonly SideLineView[];
  readonly currency: string;
  readonly columns: { readonly shopify: ColumnState; readonly katana: ColumnState };
}

const headings = { shopify: "Shopify now", agreed: "Last agreed", katana: "Katana now" } as const;
const sides = ["shopify", "agreed", "katana"] as const;

/** One row for each line, the three sides beside each other; on a narrow screen under each other. */
export function SidesTable({ lines, currency, columns }: SidesTableProps) {
  const states = { ...columns, agreed: "read" } as const;
  return (
    <table className={styles["table"]} role="table" aria-busy={Object.values(columns).includes("reading")}>
      <caption className={styles["hidden"]}>Rows of the order in Shopify, as last agreed and in Katana</caption>
      <thead role="rowgroup" className={styles["head"]}>
        <tr role="row">
          <th role="columnheader" scope="col">
            Item
          </th>
          {sides.map((side) => (
            <th key={side} role="columnheader" scope="col">
              {headings[side]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <tr role="row" key={line.key} className={line.verdict?.same === false ? styles["differs"] : undefined}>
            <th role="rowheader" scope="row" className={styles["item"]}>
              {line.title}
              {line.sku === null || line.sku === line.title ? null : <span className={styles["sku"]}>{line.sku}</span>}
              {line.verdict === null ? null : <Verdict verdict={line.verdict} />}
            </th>
            {sides.map((side) => (
              <td key={side} role="cell">
                <span className={styles["name"]} aria-hidden="true">
                  {headings[side]}
                </span>
                <Cell cell={line[side]} state={states[side]} currency={currency} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
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
  if (cell === null) return <span className={styles["none"]}>{state === "read" ? "None" : "Not read"}</span>;
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
