/** How far a manufacturing order has come, as far as a change of its row minds (CHG-2). */
export type ManufacturingProgress = "not-started" | "started" | "gone";

/** From Katana's status; one that did not exist yesterday counts as started, so that nothing made is lost. */
export const progressOf = (status: string): ManufacturingProgress =>
  status === "NOT_STARTED" ? "not-started" : "started";

/**
 * What becomes of a row's manufacturing order right before the row changes (`quantity`) or goes (`delete`): one that was not started follows
 * its row or goes after it, so that nothing is lost when Katana keeps the row (CHG-12); one further on is unlinked and makes to stock
 * (CHG-2, CHG-4).
 */
export const releaseOf = (
  progress: ManufacturingProgress,
  before: "quantity" | "delete",
): "keep" | "afterwards" | "unlink" => {
  switch (progress) {
    case "gone":
      return "keep";
    case "started":
      return "unlink";
    case "not-started":
      return before === "quantity" ? "keep" : "afterwards";
  }
};
