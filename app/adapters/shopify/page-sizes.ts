/** How much one query asks for. Shopify prices a query by these numbers before it runs and refuses what comes to more than 1000 points. */
export interface PageSizes {
  /** Of what comes with the order itself; named as the query's variables are. */
  readonly first: FirstPageSizes;
  /** Of a page of lines that is asked for by itself. */
  readonly further: number;
}

export interface FirstPageSizes {
  readonly lines: number;
  readonly fulfillmentOrders: number;
  readonly fulfillmentOrderLines: number;
  readonly fulfillments: number;
  readonly fulfillmentLines: number;
}

export const usualPageSizes: PageSizes = {
  first: { lines: 50, fulfillmentOrders: 10, fulfillmentOrderLines: 20, fulfillments: 30, fulfillmentLines: 20 },
  further: 250,
};

/** Fulfillments have no pages: this many are the most that can be read. */
export const mostFulfillments = 250;

const smallest = 5;
const halve = (size: number): number => Math.max(smallest, Math.floor(size / 2));

/** For a query that Shopify finds too expensive; null when it cannot be made smaller. */
export function halvePageSizes({ first, further }: PageSizes): PageSizes | null {
  if ([...Object.values<number>({ ...first }), further].every((size) => size <= smallest)) return null;
  return {
    first: {
      lines: halve(first.lines),
      fulfillmentOrders: halve(first.fulfillmentOrders),
      fulfillmentOrderLines: halve(first.fulfillmentOrderLines),
      fulfillments: halve(first.fulfillments),
      fulfillmentLines: halve(first.fulfillmentLines),
    },
    further: halve(further),
  };
}
