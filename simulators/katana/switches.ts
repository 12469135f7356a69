/**
 * What Katana does where nobody says. Each default is the one that a careless client trips over,
 * except where one of the ways was seen on the live API.
 */
export interface KatanaSwitches {
  /** Requests per 60 s and token. */
  rateLimit: number;
  /** Tax of the order's total: rounded on each row, once on the order, or kept as it comes out. */
  taxRounding: "none" | "per-row" | "per-order";
  /** Whether the order's total counts the shipping fee with its tax. */
  shippingFeeInTotal: boolean;
  /** Whether a row's discount keeps what goes beyond two decimals. */
  discountDecimals: "exact" | "two";
  /** Whether two sales orders may carry one order number. */
  duplicateOrderNo: "accept" | "refuse";
  /** Whether an order may be in another currency than the account's. */
  multiCurrency: "allow" | "refuse";
  errorEnvelope: "wrapped" | "bare" | "random";
  deleteStatus: 200 | 204 | "random";
  /** How an order without a shipping fee says so. */
  noShippingFee: "null" | "empty" | "missing" | "random";
  /** Whether a sales order PATCH without `additional_info` clears it. */
  wipeAdditionalInfo: boolean;
  /** What PATCH status PACKED or DELIVERED does to a sales order. */
  patchStatusShipped: "nothing" | "fulfill";
  /** Whether rows that nothing was shipped of may be changed while another row of their order was. */
  rowEditsOnPartlyShipped: "allow" | "refuse";
  /** Whether a linked manufacturing order follows its row by itself, when the row's quantity changes and when the row goes. */
  manufacturingFollows: boolean;
  /** Whether deleting the last row of an order is taken. */
  deleteLastRow: "allow" | "refuse";
  /** The answer to an id in a body that names nothing. */
  unknownReference: 404 | 422;
  /** Whether editing the tracking of a fulfillment raises `sales_order.updated`. */
  trackingEditRaisesUpdated: boolean;
  /** Whether a changed shipping fee or address raises `sales_order.updated`. */
  feeAndAddressRaiseUpdated: boolean;
  /** Which webhook addresses are taken: https only, as in Katana, or http too (for tests on one machine). */
  webhookUrls: "https" | "any";
  /** Whether an order created without addresses takes the customer's. */
  copyCustomerAddresses: boolean;
  /** Whether make-to-order is taken for a row that has a manufacturing order already. */
  secondMakeToOrder: "accept" | "refuse";
  /** Whether a return may step back, from restocked to returned and from returned to not returned. */
  returnStepBack: "allow" | "refuse";
  /** Whether deleting an order moves its `updated_at`, so that a poll by it sees the deletion. */
  deleteMovesUpdatedAt: boolean;
}

export const defaultSwitches: Readonly<KatanaSwitches> = {
  rateLimit: 60,
  taxRounding: "none",
  shippingFeeInTotal: false,
  discountDecimals: "exact",
  duplicateOrderNo: "accept",
  multiCurrency: "allow",
  errorEnvelope: "wrapped",
  deleteStatus: 204,
  noShippingFee: "random",
  wipeAdditionalInfo: true,
  patchStatusShipped: "nothing",
  rowEditsOnPartlyShipped: "allow",
  manufacturingFollows: true,
  deleteLastRow: "allow",
  unknownReference: 422,
  trackingEditRaisesUpdated: true,
  feeAndAddressRaiseUpdated: false,
  webhookUrls: "https",
  copyCustomerAddresses: true,
  secondMakeToOrder: "refuse",
  returnStepBack: "allow",
  deleteMovesUpdatedAt: true,
};
