import { describe, expect, it } from "vitest";
import { decideUnknownCreate, defaultSafeMs, doubleCheck } from "./outcome-unknown.ts";
import type { FoundSalesOrder, LiveSalesOrder, UnknownCreate } from "./outcome-unknown.ts";
import { salesOrderId } from "./testing/ids.ts";

const attempts = [
  { sentAt: "2026-11-10T10:00:20Z", deadline: "2026-11-10T10:00:40Z" },
  { sentAt: "2026-11-10T10:00:00Z", deadline: "2026-11-10T10:00:20Z" },
];

const found = (id: number, overrides: Partial<FoundSalesOrder> = {}): FoundSalesOrder => ({
  id: salesOrderId(id),
  salesOrderNo: `SO-${String(id)}`,
  createdAt: `2026-11-10T10:00:0${String(id)}Z`,
  deleted: false,
  known: false,
  ...overrides,
});

const decide = (overrides: Partial<UnknownCreate>) =>
  decideUnknownCreate({
    attempts,
    found: [],
    now: Date.parse("2026-11-10T10:01:39Z"),
    safeMs: defaultSafeMs,
    ...overrides,
  });

describe("decideUnknownCreate", () => {
  it("[IMP-9] waits until the safe time past the last deadline while nothing is found", () => {
    expect(decide({})).toEqual({ kind: "wait", until: "2026-11-10T10:01:40.000Z" });
    expect(decide({ safeMs: 100_000 })).toEqual({ kind: "wait", until: "2026-11-10T10:02:20.000Z" });
  });

  it("[IMP-9] repeats once that time has passed, and when nothing was sent at all", () => {
    expect(decide({ now: Date.parse("2026-11-10T10:01:40Z") })).toEqual({ kind: "repeat" });
    expect(decide({ attempts: [] })).toEqual({ kind: "repeat" });
  });

  it("[IMP-9] adopts a sales order that is found, the eldest of several", () => {
    expect(decide({ found: [found(3), found(2)] })).toEqual({ kind: "adopt", salesOrder: found(2) });
    const twins = [found(3, { createdAt: "2026-11-10T10:00:00Z" }), found(2, { createdAt: "2026-11-10T10:00:00Z" })];
    expect(decide({ found: twins })).toEqual({ kind: "adopt", salesOrder: twins[1] });
    expect(decide({ found: [found(1, { deleted: true }), found(2)] })).toEqual({ kind: "adopt", salesOrder: found(2) });
  });

  it("[IMP-7] [IMP-9] counts the order as imported when what is found was deleted", () => {
    const deleted = found(1, { deleted: true });
    expect(decide({ found: [deleted] })).toEqual({ kind: "counts-as-deleted", salesOrder: deleted });
  });

  it("[IMP-9] overlooks what the order's history already knows", () => {
    expect(decide({ found: [found(1, { known: true, deleted: true })] }).kind).toBe("wait");
  });
});

describe("doubleCheck", () => {
  const live = (id: number, untouched: boolean): LiveSalesOrder => ({ ...found(id), untouched });

  it("[IMP-9] is content with one or none", () => {
    expect(doubleCheck([])).toEqual({ kind: "single" });
    expect(doubleCheck([live(1, false)])).toEqual({ kind: "single" });
  });

  it("[IMP-9] removes the younger of two when nobody worked on it", () => {
    const [elder, younger] = [live(1, false), live(2, true)];
    expect(doubleCheck([younger, elder])).toEqual({ kind: "delete", remove: younger, keep: elder });
  });

  it("[IMP-9] names both when the younger one was worked on", () => {
    expect(doubleCheck([live(2, false), live(1, true)])).toEqual({
      kind: "block",
      block: { kind: "two-sales-orders", salesOrderNos: ["SO-1", "SO-2"] },
    });
  });
});
