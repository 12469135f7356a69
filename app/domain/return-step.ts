import type { KatanaLocationId, ReturnId, SalesOrderId, SalesReturnId, SalesReturnRowId } from "./ids.ts";
import type { AgreedReturnRow, DesiredReturnRow, SalesReturnStatus } from "./sales-return.ts";

/** Whose step it is. `name` is the Shopify return's: `#1001-R1`. */
interface OfReturn {
  readonly name: string;
  readonly returnId: ReturnId;
}

/** One write of a return, to Katana but for the last, which is Shopify's. */
export type ReturnStep =
  | (OfReturn & {
      readonly kind: "create-sales-return";
      readonly salesOrderId: SalesOrderId;
      readonly locationId: KatanaLocationId;
      /** ISO-8601 */
      readonly createdAt: string;
    })
  | (OfReturn & { readonly kind: "create-sales-return-row"; readonly row: DesiredReturnRow })
  | (OfReturn & {
      readonly kind: "update-sales-return-row";
      readonly changes: ReturnRowChanges;
      readonly agreed: AgreedReturnRow;
    })
  | (OfReturn & { readonly kind: "delete-sales-return-row"; readonly rowId: SalesReturnRowId })
  | (OfReturn & {
      readonly kind: "set-sales-return-status";
      readonly status: Exclude<SalesReturnStatus, "NOT_RETURNED">;
    })
  | (OfReturn & { readonly kind: "delete-sales-return"; readonly salesReturnId: SalesReturnId })
  /** RET-4 */
  | (OfReturn & { readonly kind: "close-return" });

/** What is to be written of a row; what is left out stays as it is. */
export interface ReturnRowChanges {
  readonly quantity?: number;
  readonly reasonId?: NonNullable<DesiredReturnRow["reasonId"]>;
  readonly restockLocationId?: KatanaLocationId;
}

/** Why a return could not be carried over as a whole. `name` is the Shopify return's. */
export type ReturnBlock =
  /** RET-5: units that come back were never fulfilled in Katana. */
  | { readonly kind: "return-not-fulfilled"; readonly name: string; readonly lines: readonly string[] }
  /** RET-3: some units were restocked and some were not. */
  | { readonly kind: "return-mixed"; readonly name: string; readonly restocked: number; readonly returned: number }
  /** RET-2: called off in Shopify, while its goods are back in Katana. */
  | { readonly kind: "return-kept"; readonly name: string }
  /** RET-4: the scope that closing needs was not given. */
  | { readonly kind: "return-not-closable"; readonly name: string }
  /** A write was refused; `words` are the other side's own (CHG-12). */
  | {
      readonly kind: "return-refused";
      readonly name: string;
      readonly step: ReturnStep["kind"];
      readonly words: string;
    }
  | { readonly kind: "return-status-unknown"; readonly name: string; readonly status: string };

const returnStepKinds: Readonly<Record<ReturnStep["kind"], true>> = {
  "create-sales-return": true,
  "create-sales-return-row": true,
  "update-sales-return-row": true,
  "delete-sales-return-row": true,
  "set-sales-return-status": true,
  "delete-sales-return": true,
  "close-return": true,
};

export const isReturnStep = (kind: string): kind is ReturnStep["kind"] => kind in returnStepKinds;
