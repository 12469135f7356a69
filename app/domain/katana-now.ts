/** Why something of a sales order may not be touched any more (CHG-7). */
export type Protection = "shipped" | "invoiced";
