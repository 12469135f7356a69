/** What is said to a shop owner: what is the case, and what would change it. Plain text, whole sentences. */
export interface Words {
  readonly sentence: string;
  readonly remedy: string;
}
