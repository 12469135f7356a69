import type { ChecklistView, HomeView } from "../sync/views.ts";

export type ChecklistStepKey = "connect" | "locations" | "settings" | "activate";

export interface ChecklistStep {
  readonly key: ChecklistStepKey;
  readonly title: string;
  /** Why the step is there. */
  readonly why: string;
  /** What was chosen; null while the step is open. */
  readonly chosen: string | null;
  readonly button: string;
  /** Where the step is done; null: on Home itself. */
  readonly url: string | null;
}

/** Which orders an activation lets in (CON-4): a first one reaches back. */
export const activationReach = (activatedBefore: boolean): string =>
  activatedBefore
    ? "From that moment on, new orders come over by themselves. Those placed while sync was off stay out."
    : "From that moment on, orders come over as they are placed or changed. Those of the 14 days before come over as well; older ones stay out.";

/** The four steps of the set-up, in order (PAG-1). */
export const checklistSteps = (
  checklist: ChecklistView,
  { activatedBefore }: Pick<HomeView, "activatedBefore">,
): readonly ChecklistStep[] => {
  const { katanaConnected, locationsMatched, settingsReviewed } = checklist;
  return [
    {
      key: "connect",
      title: "Connect Katana",
      why: "Tandem needs a key to your Katana account to write sales orders there.",
      chosen: katanaConnected.done ? `Connected to ${katanaConnected.accountName ?? "your Katana account"}` : null,
      button: "Connect Katana",
      url: "/app/settings/connection",
    },
    {
      key: "locations",
      title: "Match locations",
      why: "Each place you ship from needs its counterpart in Katana, so that the right stock is used.",
      chosen: locationsMatched.done ? `${locationsMatched.matched} of ${locationsMatched.total} matched` : null,
      button: "Match locations",
      url: "/app/settings/locations",
    },
    {
      key: "settings",
      title: "Check the Orders settings",
      why: "They decide which orders come over and how they look in Katana. The defaults suit most shops.",
      chosen: settingsReviewed.done ? "Checked" : null,
      button: "Check settings",
      url: "/app/settings/orders",
    },
    {
      key: "activate",
      title: "Activate",
      why: activationReach(activatedBefore),
      chosen: null,
      button: "Activate sync",
      url: null,
    },
  ];
};

/** The first step that is still open; the last one stays open, because the list is shown only until it is done. */
export const nextChecklistStep = (steps: readonly ChecklistStep[]): ChecklistStep | null =>
  steps.find(({ chosen }) => chosen === null) ?? null;
