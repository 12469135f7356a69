import type { HomeView } from "../sync/views.ts";
import { checklistSteps, nextChecklistStep } from "./checklist-steps.ts";

/** The one thing Home offers first. */
export type HomeAction =
  { readonly kind: "continue"; readonly url: string } | { readonly kind: "activate" } | { readonly kind: "pause" };

/** Set-up is open until the first activation, and again whenever something mandatory is missing while the shop is not active. */
export const isSettingUp = ({ shop }: HomeView): boolean => shop.state !== "active" && shop.state !== "paused";

export const homeAction = (view: HomeView): HomeAction => {
  if (view.shop.state === "active") return { kind: "pause" };
  if (view.shop.state === "paused") return { kind: "activate" };
  const url = nextChecklistStep(checklistSteps(view.checklist, view))?.url ?? null;
  return url === null ? { kind: "activate" } : { kind: "continue", url };
};
