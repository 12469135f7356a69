/** The text without white space around it; null when nothing is left. */
export const nonBlank = (text: string | null): string | null => {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
};
