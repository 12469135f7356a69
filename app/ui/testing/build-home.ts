import type { ShopDomain } from "../../domain/ids.ts";
import type { ShopState } from "../../domain/shop-state.ts";
import type { ChecklistView, HomeView } from "../../sync/views.ts";

/** A checklist with the first `done` of its four steps done. */
export const buildChecklist = (done: number): ChecklistView => ({
  katanaConnected: done > 0 ? { done: true, accountName: "Acme Workshop" } : { done: false, accountName: null },
  locationsMatched: { done: done > 1, matched: done > 1 ? 2 : 0, total: 2 },
  settingsReviewed: { done: done > 2 },
  activated: done > 3 ? { done: true, since: "2026-11-20T08:00:00.000Z" } : { done: false, since: null },
});

export const buildHome = (state: ShopState, given: Partial<HomeView> = {}): HomeView => ({
  shop: { shop: "acme.myshopify.com" as ShopDomain, name: "Acme", timezone: "Europe/Tallinn", state },
  checklist: buildChecklist(state === "active" || state === "paused" ? 4 : 0),
  counts: { "in-step": 0, waiting: 0, "not-imported": 0, "needs-you": 0, retrying: 0 },
  lastImport: null,
  katanaRequests: null,
  activatedBefore: state === "active" || state === "paused",
  backfill: null,
  olderOpen: null,
  leftOut: null,
  accountedFor: false,
  days: [],
  alerts: [],
  ...given,
});
