/** How many requests Katana still takes this minute; null while Katana has not said so. */
export const requestsLeftText = (requests: { readonly left: number; readonly limit: number } | null): string =>
  requests === null ? "Not known yet" : `${requests.left} of ${requests.limit}`;
