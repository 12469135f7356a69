/** The values without repetition, in the order of their first appearance. Values are compared by what they say, as JSON. */
export const distinct = <Value>(values: readonly Value[]): readonly Value[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value] as const)).values(),
];
