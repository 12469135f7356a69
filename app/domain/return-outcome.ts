import type { LineId } from "./ids.ts";
import type { Disposition, DispositionType, OrderReturn, ReturnLine } from "./order-return.ts";

/** What comes back of one line of the order. Units. */
export interface ReturnedLine {
  readonly lineId: LineId | null;
  /** The return's lines for it. */
  readonly lines: readonly ReturnLine[];
  readonly returned: number;
  /** Part of `returned`. */
  readonly restocked: readonly Disposition[];
}

const total = (quantities: readonly { readonly quantity: number }[]): number =>
  quantities.reduce((units, { quantity }) => units + quantity, 0);

const isOf = ({ type }: Disposition, wanted: DispositionType): boolean => type.known && type.value === wanted;

/** By lines of the order. `decided`: an unknown type, too, is one that somebody chose. */
const byLine = (one: OrderReturn) =>
  [...Map.groupBy(one.lines, ({ lineId }) => lineId)].map(([lineId, lines]) => {
    const all = one.dispositions.filter((disposition) => disposition.lineId === lineId);
    const decided = all.filter((disposition) => !isOf(disposition, "PROCESSING_REQUIRED"));
    const pending = total(all) - total(decided);
    const processed = lines.reduce((units, line) => units + line.processed, 0);
    return { lineId, lines, decided, settled: Math.max(processed - pending, total(decided)) };
  });

/** Whether every unit of the return has been dealt with (RET-3); of a closed one no more will come. */
export const isDealtWith = (one: OrderReturn): boolean =>
  (one.status.known && one.status.value === "CLOSED") ||
  (one.lines.length > 0 && byLine(one).every(({ lines, settled }) => settled >= total(lines)));

/** What is to come back as long as not all of it was dealt with. */
export const wantedLines = (one: OrderReturn): readonly ReturnedLine[] =>
  byLine(one).map(({ lineId, lines }) => ({ lineId, lines, returned: total(lines), restocked: [] }));

/** What came back so far: what was dealt with, but for what is missing. */
export const returnedLines = (one: OrderReturn): readonly ReturnedLine[] =>
  byLine(one).map(({ lineId, lines, decided, settled }) => {
    const missing = total(decided.filter((disposition) => isOf(disposition, "MISSING")));
    const restocked = decided.filter((disposition) => isOf(disposition, "RESTOCKED"));
    return { lineId, lines, returned: settled - missing, restocked };
  });

export const restockedUnits = (lines: readonly ReturnedLine[]): number =>
  lines.reduce((units, { restocked }) => units + total(restocked), 0);

export const returnedUnits = (lines: readonly ReturnedLine[]): number =>
  lines.reduce((units, { returned }) => units + returned, 0);

/** Units that are to be in Katana's sales return: of a return that was called off none. */
export const unitsWanted = (one: OrderReturn): number => {
  if (one.status.value === "CANCELED" || one.status.value === "DECLINED") return 0;
  return returnedUnits(isDealtWith(one) ? returnedLines(one) : wantedLines(one));
};
