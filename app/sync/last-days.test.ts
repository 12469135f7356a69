import { expect, it } from "vitest";
import { anOrder, known } from "../domain/testing/build-order.ts";
import { orderId } from "../domain/testing/ids.ts";
import { lastDays } from "./last-days.ts";
import { createPages } from "./pages.ts";
import { acme, createSyncWorld } from "./testing/sync-world.ts";

const at = (instant: string) => Date.parse(instant);

it.each([
  ["Europe/Tallinn", "2026-11-24T21:59:59Z", ["2026-11-23", "2026-11-24"], "2026-11-23T22:00:00.000Z"],
  ["Europe/Tallinn", "2026-11-24T22:00:00Z", ["2026-11-24", "2026-11-25"], "2026-11-24T22:00:00.000Z"],
  ["America/Los_Angeles", "2026-11-24T07:00:00Z", ["2026-11-22", "2026-11-23"], "2026-11-23T08:00:00.000Z"],
  ["Pacific/Kiritimati", "2026-11-24T12:00:00Z", ["2026-11-24", "2026-11-25"], "2026-11-24T10:00:00.000Z"],
  ["Not/A_Zone", "2026-11-24T12:00:00Z", ["2026-11-23", "2026-11-24"], "2026-11-24T00:00:00.000Z"],
])("[PAG-1] a day is the shop's own: %s at %s", (timeZone, now, days, today) => {
  const last = lastDays(at(now), timeZone, 2);
  expect(last.map(({ day }) => day)).toEqual(days);
  expect(last[1]?.from).toBe(today);
});

it("[PAG-1] a day on which the clock is changed is as long as it is", () => {
  const [before, changed, after] = lastDays(at("2026-10-26T12:00:00Z"), "Europe/Tallinn", 3);
  expect([before?.from, changed?.from, after?.from]).toEqual([
    "2026-10-23T21:00:00.000Z",
    "2026-10-24T21:00:00.000Z",
    "2026-10-25T22:00:00.000Z",
  ]);
});

it("[PAG-1] Home counts the orders of the last 14 days, day by day, by where they stand", async () => {
  const world = createSyncWorld();
  const pages = createPages(world.outside, world.stores, { katanaWebUrl: "https://factory.example" });
  await world.look();
  await world.look(anOrder({ id: orderId("2"), financialStatus: known("PENDING") }));
  await world.look(anOrder({ id: orderId("3"), createdAt: "2026-11-08T21:30:00Z" }));
  const { days } = await pages.home(acme);
  expect(days).toHaveLength(14);
  expect(days.at(-1)).toMatchObject({ day: "2026-11-10", counts: { "in-step": 1, "not-imported": 1 } });
  expect(days.filter(({ counts }) => counts["in-step"] > 0).map(({ day }) => day)).toEqual([
    "2026-11-08",
    "2026-11-10",
  ]);
});
