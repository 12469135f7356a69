/** What is wrong with one field of a form, in words that are shown on it. */
export interface FieldProblem {
  readonly field: string;
  readonly words: string;
}
