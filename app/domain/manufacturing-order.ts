import type { Decimal } from "./decimal.ts";
import type { ManufacturingOrderId, SalesOrderRowId } from "./ids.ts";

/** What makes a row's goods to order, as Katana says it now. */
export interface ManufacturingOrder {
  readonly id: ManufacturingOrderId;
  /** As Katana names it; see `releaseOf`. */
  readonly status: string;
  readonly plannedQuantity: Decimal;
  /** Whose goods it makes; null once it was unlinked and makes to stock. */
  readonly rowId: SalesOrderRowId | null;
  /** Has to be sent along with every change, since Katana clears what a change leaves out. */
  readonly additionalInfo: string | null;
}
