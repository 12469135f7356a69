import type { Clock } from "../../sync/ports.ts";
import { correctWindow, takeRequest } from "./budget-window.ts";
import type { BudgetWindow } from "./budget-window.ts";
import type { RequestBudget } from "./request-budget.ts";

/** The budget of one process, kept nowhere: for tests, and the model the shared one is compared with. */
export function createMemoryRequestBudget(clock: Clock): RequestBudget {
  const windows = new Map<string, BudgetWindow>();
  return {
    take: (fingerprint, urgency) => {
      const take = takeRequest(windows.get(fingerprint) ?? null, urgency, clock.now());
      if (!take.granted) return Promise.resolve(take);
      windows.set(fingerprint, take.window);
      return Promise.resolve({ granted: true });
    },
    report: (fingerprint, told) => {
      const window = windows.get(fingerprint);
      if (window !== undefined) windows.set(fingerprint, correctWindow(window, told));
      return Promise.resolve();
    },
  };
}
