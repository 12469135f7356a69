import type { Settings } from "../domain/settings.ts";

/** SET-5 … SET-8 and the like: the settings that are switched on or off. */
export type SwitchName = Exclude<keyof Settings, "nonPhysicalCustomItems">;

interface SwitchField {
  readonly name: SwitchName;
  readonly label: string;
  /** What happens, and what never happens. */
  readonly help: string;
}

export const paidOrders = {
  label: '"Paid" orders',
  help: "Always on: paid orders are what Tandem is for. A partly refunded order counts as paid while something is left to ship.",
} as const;

export const paymentPending: SwitchField = {
  name: "importPaymentPending",
  label: '"Payment pending" orders',
  help: "Orders that are pending, authorized or partially paid come over too. Unpaid orders then reserve stock in Katana. Orders whose payment expired or was voided never come over.",
};

export const shippingFee: SwitchField = {
  name: "bringShippingFee",
  label: "Bring shipping cost as a shipping fee line",
  help: "The order’s shipping arrives in Katana as one shipping fee with its tax. An order without shipping never gets a fee. When off, the totals in Katana lack the shipping.",
};

export const customItems = {
  label: "Custom line items – non-physical handling",
  help: "For custom items that need no shipping. Physical custom items always become a product.",
  choices: [
    { value: "service", label: "Service", help: "A service in Katana: it has a price and no stock." },
    { value: "product", label: "Product", help: "A product in Katana: it is stocked, so it has to be made or bought." },
  ],
} as const;

export const laterSwitches: readonly SwitchField[] = [
  {
    name: "bringOrderChanges",
    label: "Bring order changes from Shopify to Katana",
    help: "Changed quantities, added and removed lines, and cancelled orders follow in Katana. Rows that are packed, delivered or invoiced are never touched, and neither is what somebody changed in Katana.",
  },
  {
    name: "bringLocationUpdates",
    label: "Bring fulfillment location update for each sales order row",
    help: "When Shopify moves a line to another location, its row in Katana moves to the matching one. Rows that have shipped or are being made are never moved.",
  },
  {
    name: "bringReturns",
    label: "Bring order returns from Shopify to Katana",
    help: "A return opened in Shopify becomes a sales return in Katana. A refund without a return changes nothing in Katana, and what was never delivered there is never returned.",
  },
  {
    name: "syncFulfillment",
    label: "Sync fulfillment status",
    help: "What is fulfilled in Shopify is delivered in Katana, and what is packed or delivered in Katana is fulfilled in Shopify. A cancelled fulfillment in Shopify never reverts Katana.",
  },
];
