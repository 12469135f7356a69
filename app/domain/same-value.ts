/** Whether both say the same, by what they say and not as text: a database may turn the keys of JSON around. */
export const isSameValue = (before: unknown, after: unknown): boolean => inOneOrder(before) === inOneOrder(after);

const inOneOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
