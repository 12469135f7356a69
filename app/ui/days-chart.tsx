import { useId } from "react";
import { type OrderStatus, orderStatusBadges } from "../domain/order-status.ts";
import type { DayView } from "../sync/views.ts";
import { barsOf, dayWords, shownStatuses, topOf } from "./days-chart-parts.ts";
import styles from "./days-chart.module.css";

/** Pixels of the tallest bar that can be. */
const plotHeight = 140;

/** How many orders were placed on each day, stacked by where they stand; told apart by pattern as well as by colour. */
export function DaysChart({ days, label }: { readonly days: readonly DayView[]; readonly label: string }) {
  const id = useId();
  const top = topOf(days);
  const width = 100 / days.length;
  return (
    <div className={styles["chart"]}>
      <div className={styles["axis"]} aria-hidden="true">
        <span>{top}</span>
        <span>0</span>
      </div>
      <svg role="img" aria-label={label} width="100%" height={plotHeight} className={styles["plot"]}>
        <Patterns id={id} />
        <line x1="0" x2="100%" y1="0.5" y2="0.5" className={styles["rule"]} />
        {days.map((day, place) => (
          <g key={day.day}>
            <title>{dayWords(day)}</title>
            {barsOf(day, plotHeight / top).map(({ status, from, height }) => (
              <rect
                key={status}
                x={`${String(place * width + width * 0.15)}%`}
                width={`${String(width * 0.7)}%`}
                y={plotHeight - from - height}
                height={height}
                fill={`url(#${id}${status})`}
                className={styles["bar"]}
              />
            ))}
          </g>
        ))}
        <line x1="0" x2="100%" y1={plotHeight - 0.5} y2={plotHeight - 0.5} className={styles["rule"]} />
      </svg>
      <div className={styles["days"]} aria-hidden="true">
        {days.map(({ day }) => (
          <span key={day}>{Number(day.slice(8))}</span>
        ))}
      </div>
    </div>
  );
}

/** One sample of each pattern with the status that it stands for. */
export function DaysLegend() {
  const id = useId();
  return (
    <ul className={styles["legend"]}>
      {shownStatuses.map((status) => (
        <li key={status}>
          <svg width="16" height="16" aria-hidden="true" className={styles["sample"]}>
            <Patterns id={id} />
            <rect x="0.5" y="0.5" width="15" height="15" fill={`url(#${id}${status})`} className={styles["bar"]} />
          </svg>
          {orderStatusBadges[status].label}
        </li>
      ))}
    </ul>
  );
}

/** What is drawn over each status's colour; a plain one for orders in step, the usual case. */
const strokes: Readonly<Record<OrderStatus, string>> = {
  "in-step": "",
  waiting: "M0 6 L6 0",
  "not-imported": "M0 3 L6 3",
  "needs-you": "M0 0 L6 6 M0 6 L6 0",
  retrying: "M3 0 L3 6",
};

function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      {shownStatuses.map((status) => (
        <pattern key={status} id={`${id}${status}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" className={styles[status]} />
          <path d={strokes[status]} className={styles["stroke"]} />
        </pattern>
      ))}
    </defs>
  );
}
