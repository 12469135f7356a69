import { describe, expect, it } from "vitest";
import { complaints, dataOf, idOf, katanaUnderTest } from "./testing/katana-under-test.ts";

describe("customers", () => {
  it("are made with their addresses, of which the first of a kind is the default", async () => {
    const katana = await katanaUnderTest();
    const made = await katana.post("/customers", {
      name: "Ann Lee",
      email: "ann@example.com",
      reference_id: "gid-7",
      addresses: [
        { entity_type: "billing", city: "Leeds" },
        { entity_type: "shipping", city: "York" },
        { entity_type: "shipping", city: "Hull", default: true },
      ],
    });
    expect(made.body).toMatchObject({
      name: "Ann Lee",
      currency: "EUR",
      first_name: null,
      addresses: [
        { entity_type: "billing", default: true },
        { city: "York", default: false },
        { city: "Hull", default: true },
      ],
    });
    expect(dataOf(await katana.get("/customers?reference_id=gid-7"))).toMatchObject([{ id: idOf(made) }]);
    expect(dataOf(await katana.get("/customers?email=ANN@example.com"))).toEqual([]);
  });

  it("want a name, take no null on creation and none of their own making", async () => {
    const katana = await katanaUnderTest();
    expect(
      complaints(await katana.post("/customers", { name: "", email: null, default_billing_id: 1 })).toSorted(),
    ).toEqual(["additionalProperties ", "minLength /name", "type /email"]);
    expect(complaints(await katana.post("/customers", { name: "A", reference_id: "x".repeat(101) }))).toEqual([
      "maxLength /reference_id",
    ]);
  });

  it("change field by field; null clears, empty is refused, addresses are not inside", async () => {
    const katana = await katanaUnderTest();
    const { id } = katana.account.addCustomer({ name: "Ann", phone: "1" });
    expect((await katana.patch(`/customers/${id}`, { phone: null, email: "a@b.example" })).body).toMatchObject({
      name: "Ann",
      phone: null,
      email: "a@b.example",
    });
    expect(complaints(await katana.patch(`/customers/${id}`, { email: "" }))).toEqual(["minLength /email"]);
    expect(complaints(await katana.patch(`/customers/${id}`, { addresses: [] }))).toEqual(["additionalProperties "]);
  });

  it("have addresses of their own", async () => {
    const katana = await katanaUnderTest();
    const { id } = katana.account.addCustomer({ name: "Ann" });
    const made = idOf(
      await katana.post("/customer_addresses", { customer_id: id, entity_type: "billing", city: "Leeds" }),
    );
    expect((await katana.patch(`/customer_addresses/${made}`, { city: "York" })).body).toMatchObject({
      city: "York",
      default: true,
    });
    expect(dataOf(await katana.get(`/customer_addresses?customer_ids=${id}&city=York`))).toHaveLength(1);
    expect((await katana.remove(`/customer_addresses/${made}`)).status).toBe(204);
    expect(katana.account.customers()).toMatchObject([{ default_billing_id: null }]);
    expect((await katana.post("/customer_addresses", { customer_id: 1, entity_type: "billing" })).status).toBe(422);
  });
});
