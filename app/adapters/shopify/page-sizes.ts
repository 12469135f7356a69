/** How much one query asks for. Shopify prices a query by these numbers before it runs and refuses what comes to more than 1000 points. */
export interface PageSizes {
  readonly lines: number;
  readonly fulfillmentOrders: number;
  readonly fulfillmentOrderLines: number;
  readonly fulfillments: number;
  readonly fulfillmentLines: number;
  /** Of a page that is asked for by itself. */
  readonly further: number;
}

export const usualPageSizes: PageSizes = {
  lines: 50,
  fulfillmentOrders: 10,
  fulfillmentOrderLines: 20,
  fulfillments: 30,
  fulfillmentLines: 20,
  further: 250,
};

/** Fulfillments have no pages: this many are the most that can be read. */
export const mostFulfillments = 250;

const smallest = 5;
const halve = (size: number): number => Math.max(smallest, Math.floor(size / 2));

/** For a query that Shopify finds too expensive; null when it cannot be made smaller. */
export function halvePageSizes(sizes: PageSizes): PageSizes | null {
  if (Object.values(sizes).every((size: number) => size <= smallest)) return null;
  return {
    lines: halve(sizes.lines),
    fulfillmentOrders: halve(sizes.fulfillmentOrders),
    fulfillmentOrderLines: halve(sizes.fulfillmentOrderLines),
    fulfillments: halve(sizes.fulfillments),
    fulfillmentLines: halve(sizes.fulfillmentLines),
    further: halve(sizes.further),
  };
}
