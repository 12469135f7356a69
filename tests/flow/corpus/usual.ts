import type { ExpectedRow, ExpectedSalesOrder } from "./shape.ts";

/** The first customer of the euro, the dollar and the lenient shop. */
const mariAt = "Mari, Tamm, Pikk 12, 10123, Tallinn, Estonia";

type Told<Whole, Key extends keyof Whole> = Pick<Whole, Key> & Partial<Whole>;

/** A row from the main warehouse without properties, unless it says otherwise. */
export const row = (
  told: Told<ExpectedRow, "of" | "item" | "quantity" | "price" | "discount" | "net" | "tax">,
): ExpectedRow => ({ at: "Tallinn warehouse", properties: [], ...told });

/** What a plain order of a known customer in euros comes to, but for its rows. */
export const euroOrder = (told: Told<ExpectedSalesOrder, "rows" | "deliveryDays">): ExpectedSalesOrder => ({
  ...{ orderNo: "{name}", customer: "Mari Tamm", currency: "EUR", reference: null, info: null },
  ...{ billTo: mariAt, shipTo: mariAt, fee: null, made: [], told: [] },
  ...told,
});

export const dollarOrder = (told: Told<ExpectedSalesOrder, "rows" | "deliveryDays">): ExpectedSalesOrder =>
  euroOrder({ currency: "USD", ...told });

const nowhere = { billTo: null, shipTo: null };

export const yenOrder = (told: Told<ExpectedSalesOrder, "rows" | "deliveryDays">): ExpectedSalesOrder =>
  euroOrder({ customer: "Aiko Mori", currency: "JPY", ...nowhere, ...told });

export const dinarOrder = (told: Told<ExpectedSalesOrder, "rows" | "deliveryDays">): ExpectedSalesOrder =>
  euroOrder({ customer: "Noor Hasan", currency: "BHD", ...nowhere, ...told });
