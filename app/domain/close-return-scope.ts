/** What Shopify has to allow before Tandem may close returns; optional, so a merchant may say no (RET-4). */
export const closeReturnScope = "write_returns";

export const mayCloseReturns = (granted: readonly string[]): boolean => granted.includes(closeReturnScope);
