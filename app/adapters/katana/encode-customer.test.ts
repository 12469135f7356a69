import { describe, expect, it } from "vitest";
import { sampleCustomer, sampleSalesOrder } from "../../../tests/support/katana-samples.ts";
import { encodeCustomer, referenceIdOf } from "./encode-customer.ts";

describe("encoding a customer", () => {
  it("[MAP-4] keeps the Shopify customer id and leaves out what is missing, since null is refused", () => {
    expect(encodeCustomer({ ...sampleSalesOrder, billTo: null, shipTo: null })).toEqual({
      name: "Ann Lee",
      reference_id: "7001",
      first_name: "Ann",
      last_name: "Lee",
      email: "ann@lee.example",
    });
  });

  it("[MAP-5] brings the addresses along", () => {
    const wire = encodeCustomer(sampleSalesOrder);
    expect(wire).toHaveProperty("addresses.0.entity_type", "billing");
    expect(wire).toHaveProperty("addresses.1.entity_type", "shipping");
  });

  it("[MAP-4] makes the generic customer without anyone's data, under a mark of its own", () => {
    const generic = encodeCustomer({ ...sampleSalesOrder, customer: { kind: "generic" } });
    expect(generic).toEqual({ name: "Shopify (no customer)", reference_id: "shopify-no-customer" });
    expect(referenceIdOf({ kind: "generic" })).not.toBe(referenceIdOf(sampleCustomer));
  });
});
