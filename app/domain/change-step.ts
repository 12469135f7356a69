import type { Decimal } from "./decimal.ts";
import type {
  KatanaLocationId,
  ManufacturingOrderId,
  RowKey,
  SalesOrderId,
  SalesOrderRowId,
  ShippingFeeId,
} from "./ids.ts";
import type { DesiredRow, DesiredShippingFee } from "./sales-order.ts";

/**
 * One field of a row: what Katana says now, and what the order asks for. `replaced`: somebody had changed it in Katana since both sides last
 * agreed, and Shopify's change goes over it (CHG-1).
 */
export type RowChange =
  | (Replacing & { readonly field: "quantity"; readonly from: Decimal; readonly to: number })
  /** Net of tax, before discount, for one unit. */
  | (Replacing & { readonly field: "price"; readonly from: Decimal; readonly to: Decimal })
  /** Net of tax, for the whole row. */
  | (Replacing & { readonly field: "discount"; readonly from: Decimal; readonly to: Decimal })
  /** Percent. */
  | (Replacing & { readonly field: "tax"; readonly from: Decimal; readonly to: Decimal })
  | (Replacing & {
      readonly field: "location";
      readonly from: KatanaLocationId | null;
      readonly to: KatanaLocationId;
    });

interface Replacing {
  readonly replaced: boolean;
}

/** Why a whole sales order goes (CHG-5, CHG-6); `emptied`: nothing is left on any line. */
export type DeletionCause = "cancelled" | "refunded" | "archived" | "emptied";

/** A row of a sales order that is there, and what it sells in words. */
interface RowOf {
  readonly rowId: SalesOrderRowId;
  readonly key: RowKey;
  readonly name: string;
}

/** One write to Katana that carries a change of an imported order over. Each is recorded before it is sent. */
export type ChangeStep =
  /** CHG-3 */
  | {
      readonly kind: "create-row";
      readonly salesOrderId: SalesOrderId;
      readonly row: DesiredRow;
      readonly name: string;
    }
  /** CHG-2, CHG-10. `manufacturingOrderId`: what makes the row's goods and is to make as many then; null leaves it. */
  | (RowOf & {
      readonly kind: "update-row";
      readonly changes: readonly RowChange[];
      readonly manufacturingOrderId: ManufacturingOrderId | null;
    })
  /** CHG-4 */
  | (RowOf & { readonly kind: "delete-row"; readonly quantity: Decimal })
  /** CHG-2, CHG-4: its status is read right before; `releaseOf` says what follows from it. */
  | {
      readonly kind: "release-manufacturing-order";
      readonly manufacturingOrderId: ManufacturingOrderId;
      readonly rowId: SalesOrderRowId;
      readonly name: string;
      readonly before: "quantity" | "delete";
    }
  /** CHG-2, CHG-4: Katana follows the row by itself; only what it left is done. `quantity` 0: the row went. */
  | {
      readonly kind: "follow-manufacturing-order";
      readonly manufacturingOrderId: ManufacturingOrderId;
      readonly quantity: number;
    }
  /** CHG-11. `from` as Katana says it now. */
  | {
      readonly kind: "update-shipping-fee";
      readonly id: ShippingFeeId;
      readonly from: Decimal;
      readonly fee: DesiredShippingFee;
    }
  | { readonly kind: "delete-shipping-fee"; readonly id: ShippingFeeId; readonly from: Decimal }
  /** CHG-5, CHG-6 */
  | {
      readonly kind: "delete-sales-order";
      readonly salesOrderId: SalesOrderId;
      readonly salesOrderNo: string;
      readonly because: DeletionCause;
    };

/** Every kind of change step. */
const changeStepKinds: Readonly<Record<ChangeStep["kind"], true>> = {
  "create-row": true,
  "update-row": true,
  "delete-row": true,
  "release-manufacturing-order": true,
  "follow-manufacturing-order": true,
  "update-shipping-fee": true,
  "delete-shipping-fee": true,
  "delete-sales-order": true,
};

export const isChangeStep = (kind: string): kind is ChangeStep["kind"] => kind in changeStepKinds;
