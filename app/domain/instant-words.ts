/** An ISO-8601 instant to the minute, in UTC and saying so: words have no time zone of their own. */
export const instantWords = (instant: string): string =>
  `${new Date(Date.parse(instant)).toISOString().slice(0, 16).replace("T", " ")} UTC`;
