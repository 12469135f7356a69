import { Badge, Button, SkeletonBodyText } from "@shopify/polaris";
import type { MovementHalfView, MovementView } from "../sync/side-views.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { exactInstant } from "./instant.ts";
import styles from "./order-sides.module.css";
import { RemedyText } from "./remedy-text.tsx";
import { type ColumnState, emptyCell } from "./sides-table.tsx";
import { TrackingText } from "./tracking-text.tsx";

export interface MovementRequests {
  readonly ask: (intent: "look-now" | "carry-over") => void;
  readonly busy: boolean;
}

interface MovementsTableProps {
  readonly caption: string;
  readonly movements: readonly MovementView[];
  readonly columns: { readonly shopify: ColumnState; readonly katana: ColumnState };
  readonly timeZone: string;
  readonly requests: MovementRequests;
}

const sides = [
  { side: "shopify", name: "In Shopify" },
  { side: "katana", name: "In Katana" },
] as const;

/** One row for each movement of goods. */
export function MovementsTable({ caption, movements, columns, timeZone, requests }: MovementsTableProps) {
  return (
    <ComparisonTable
      caption={`${caption} in Shopify and in Katana`}
      heading="Origin"
      sides={sides}
      busy={Object.values(columns).includes("reading")}
      rows={movements.map((movement) => ({
        key: movement.key,
        differs: movement.trouble !== null,
        head: <MovementHead movement={movement} requests={requests} />,
        cells: {
          shopify: <Halves halves={movement.shopify} state={columns.shopify} timeZone={timeZone} />,
          katana: <Halves halves={movement.katana} state={columns.katana} timeZone={timeZone} />,
        },
      }))}
    />
  );
}

const asks = { "look-now": "Retry", "carry-over": "Carry over" } as const;

function MovementHead({
  movement: { origin, outcome, trouble, offer, shopify, katana },
  requests: { ask, busy },
}: {
  readonly movement: MovementView;
  readonly requests: MovementRequests;
}) {
  const name = [...shopify, ...katana][0]?.name ?? "";
  return (
    <>
      {origin}
      <span className={styles["verdict"]}>
        <Badge tone={outcome.tone}>{outcome.words}</Badge>
        {trouble === null ? null : (
          <span className={styles["why"]}>
            {trouble.sentence} <RemedyText words={trouble.remedy} />
          </span>
        )}
      </span>
      {offer === null ? null : (
        <span className={styles["verdict"]}>
          <Button onClick={() => ask(offer)} disabled={busy} accessibilityLabel={`${asks[offer]}: ${name}`}>
            {asks[offer]}
          </Button>
        </span>
      )}
    </>
  );
}

interface HalvesProps {
  readonly halves: readonly MovementHalfView[];
  readonly state: ColumnState;
  readonly timeZone: string;
}

function Halves({ halves, state, timeZone }: HalvesProps) {
  if (state === "reading") return <SkeletonBodyText lines={3} />;
  if (state !== "read" || halves.length === 0) return <span className={styles["none"]}>{emptyCell[state]}</span>;
  return (
    <span className={styles["halves"]}>
      {halves.map(({ name, status, at, goods, tracking }) => (
        <span key={name} className={styles["values"]}>
          <span>
            <span className={styles["item"]}>{name}</span> · {status}
          </span>
          {goods.map(({ title, quantity }, place) => (
            <span key={`${title} ${String(place)}`}>
              {quantity} × {title}
            </span>
          ))}
          {at === null ? null : (
            <time dateTime={at} className={styles["none"]} suppressHydrationWarning>
              {exactInstant(at, timeZone)}
            </time>
          )}
          {tracking === null ? null : <TrackingText tracking={tracking} />}
        </span>
      ))}
    </span>
  );
}
