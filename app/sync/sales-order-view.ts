import type { SalesOrderId } from "../domain/ids.ts";
import type { SalesOrderView } from "./views.ts";

export interface PageSetup {
  /** Where Katana's own pages are: a sales order is at `<katanaWebUrl>/salesorder/<id>`. */
  readonly katanaWebUrl: string;
}

/** A sales order with the address at which Katana shows it. */
export const salesOrderView = (
  { katanaWebUrl }: PageSetup,
  { id, no }: { readonly id: SalesOrderId; readonly no: string },
): SalesOrderView => ({ id, no, url: `${katanaWebUrl}/salesorder/${String(id)}` });
