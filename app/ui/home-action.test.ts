import { describe, expect, it } from "vitest";
import { checklistSteps, nextChecklistStep } from "./checklist-steps.ts";
import { homeAction, isSettingUp } from "./home-action.ts";
import { buildChecklist, buildHome } from "./testing/build-home.ts";

const steps = (done: number) => checklistSteps(buildChecklist(done), { activatedBefore: false });

describe("checklistSteps", () => {
  it("[PAG-1] lists the four steps with what was chosen in those that are done", () => {
    expect(steps(2).map(({ title, chosen }) => [title, chosen])).toEqual([
      ["Connect Katana", "Connected to Acme Workshop"],
      ["Match locations", "2 of 2 matched"],
      ["Check the Orders settings", null],
      ["Activate", null],
    ]);
  });

  it.each([
    [0, "connect"],
    [1, "locations"],
    [2, "settings"],
    [3, "activate"],
  ])("[PAG-1] names the next step after %i done ones: %s", (done, key) => {
    expect(nextChecklistStep(steps(done))?.key).toBe(key);
  });
});

describe("homeAction", () => {
  it.each([
    ["not-connected", 0, { kind: "continue", url: "/app/settings/connection" }],
    ["disabled", 1, { kind: "continue", url: "/app/settings/locations" }],
    ["ready", 2, { kind: "continue", url: "/app/settings/orders" }],
    ["ready", 3, { kind: "activate" }],
    ["paused", 4, { kind: "activate" }],
    ["active", 4, { kind: "pause" }],
  ] as const)("[PAG-1] offers a shop that is %s with %i steps done: %o", (state, done, action) => {
    expect(homeAction(buildHome(state, { checklist: buildChecklist(done) }))).toEqual(action);
  });

  it("[CON-1] does not send an active shop back to its set-up when a location loses its match", () => {
    const view = buildHome("active", { checklist: buildChecklist(1) });
    expect(homeAction(view)).toEqual({ kind: "pause" });
    expect(isSettingUp(view)).toBe(false);
  });
});
