/** Where Katana shows a sales order. `webUrl` is the address of Katana itself, not of its API. */
export const katanaSalesOrderUrl = (webUrl: string, salesOrderId: number): string =>
  new URL(`/salesorder/${salesOrderId}`, webUrl).href;
