import type { ReactNode } from "react";
import styles from "./order-sides.module.css";

interface ComparisonTableProps<Side extends string> {
  readonly caption: string;
  /** Of the first column, which says what is compared. */
  readonly heading: string;
  readonly sides: readonly { readonly side: Side; readonly name: string }[];
  /** A side is still being read. */
  readonly busy: boolean;
  readonly rows: readonly {
    readonly key: string;
    readonly differs: boolean;
    readonly head: ReactNode;
    readonly cells: Readonly<Record<Side, ReactNode>>;
  }[];
}

/** One row for each thing compared, its sides beside each other; on a narrow screen under each other. */
export function ComparisonTable<Side extends string>({
  caption,
  heading,
  sides,
  busy,
  rows,
}: ComparisonTableProps<Side>) {
  return (
    <table className={styles["table"]} role="table" aria-busy={busy}>
      <caption className={styles["hidden"]}>{caption}</caption>
      <thead role="rowgroup" className={styles["head"]}>
        <tr role="row">
          <th role="columnheader" scope="col">
            {heading}
          </th>
          {sides.map(({ side, name }) => (
            <th key={side} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, differs, head, cells }) => (
          <tr role="row" key={key} className={differs ? styles["differs"] : undefined}>
            <th role="rowheader" scope="row" className={styles["item"]}>
              {head}
            </th>
            {sides.map(({ side, name }) => (
              <td key={side} role="cell">
                <span className={styles["name"]} aria-hidden="true">
                  {name}
                </span>
                {cells[side]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
