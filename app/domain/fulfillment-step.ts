import type { Decimal } from "./decimal.ts";
import type { LineUnits, Tracking } from "./fulfillment.ts";
import type { KatanaFulfillmentId, SalesOrderId, SalesOrderRowId } from "./ids.ts";

/** What one write carries from one side to the other. Nothing here is ever sent twice without a look in between. */
export type FulfillmentStep =
  /** FUL-1: delivered goods, in Katana. */
  | {
      readonly kind: "create-sales-order-fulfillment";
      readonly salesOrderId: SalesOrderId;
      readonly gid: string;
      readonly name: string;
      readonly rows: readonly { readonly rowId: SalesOrderRowId; readonly quantity: Decimal }[];
      readonly lines: readonly LineUnits[];
      /** ISO-8601 */
      readonly pickedDate: string;
      readonly tracking: Tracking | null;
    }
  /** FUL-9: packed goods that Shopify says have gone. */
  | {
      readonly kind: "deliver-sales-order-fulfillment";
      readonly id: KatanaFulfillmentId;
      readonly name: string;
    }
  /** FUL-3, FUL-4: `katana` is null for a remainder. */
  | {
      readonly kind: "create-fulfillment";
      readonly katana: KatanaFulfillmentId | null;
      readonly fulfillmentOrders: readonly {
        readonly gid: string;
        readonly lines: readonly { readonly gid: string; readonly quantity: number }[];
      }[];
      readonly lines: readonly LineUnits[];
      readonly tracking: Tracking | null;
      readonly notifyCustomer: boolean;
    };

/** Whose goods are carried, as blocks name it: Shopify's name or Katana's id of the fulfillment; null for a remainder. */
export const carriedName = (step: FulfillmentStep): string | null => {
  if (step.kind !== "create-fulfillment") return step.name;
  return step.katana === null ? null : String(step.katana);
};

/** What a refused write is known by: all it would have said. */
export const fulfillmentFingerprint = (step: FulfillmentStep): string => JSON.stringify(step);

const kinds: Readonly<Record<FulfillmentStep["kind"], true>> = {
  "create-sales-order-fulfillment": true,
  "deliver-sales-order-fulfillment": true,
  "create-fulfillment": true,
};

export const isFulfillmentStep = (kind: string): kind is FulfillmentStep["kind"] => kind in kinds;
