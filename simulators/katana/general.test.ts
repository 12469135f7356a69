import { describe, expect, it } from "vitest";
import { createClock } from "../kit/clock.ts";
import { startKatanaSimulator } from "./server.ts";
import { complaints, dataOf, errorOf, idOf, katanaUnderTest, KEY, placeOrder } from "./testing/katana-under-test.ts";

describe("access", () => {
  it("answers 401 in the wrapped envelope without a key, with an unknown and with a revoked one", async () => {
    const { sim, account, call } = await katanaUnderTest();
    const revoked = account.addKey("old");
    account.revokeKey(revoked);
    const bare = await fetch(`${sim.url}/user_info`);
    expect(bare.status).toBe(401);
    expect(await bare.json()).toEqual({
      error: { statusCode: 401, name: "UnauthorizedError", message: "Unauthorized" },
    });
    expect((await call("GET", "/user_info", undefined, "nobody")).status).toBe(401);
    expect((await call("GET", "/user_info", undefined, revoked)).status).toBe(401);
    expect(account.keys()).toEqual([KEY]);
  });

  it("answers 403 while the plan has no API access", async () => {
    const { account, get } = await katanaUnderTest();
    account.setApiAccess(false);
    expect(errorOf(await get("/user_info"))).toMatchObject({ statusCode: 403, name: "ForbiddenError" });
    account.setApiAccess(true);
    expect((await get("/user_info")).status).toBe(200);
  });

  it("tells who owns the account, flat and in camel case", async () => {
    const { get } = await katanaUnderTest();
    expect((await get("/user_info")).body).toEqual({
      id: expect.any(Number),
      firstName: "Kim",
      lastName: "Maker",
      email: expect.stringContaining("@"),
    });
  });

  it("keeps accounts apart: another account's key finds nothing, and ids are never shared", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana);
    const other = katana.sim.addAccount({ keys: ["other"] });
    expect((await katana.call("GET", `/sales_orders/${id}`, undefined, "other")).status).toBe(404);
    expect(dataOf(await katana.call("GET", "/sales_orders", undefined, "other"))).toEqual([]);
    const ids = (locations: readonly { id: number }[]) => locations.map((location) => location.id);
    expect(ids(other.locations()).some((location) => ids(katana.account.locations()).includes(location))).toBe(false);
  });
});

describe("the rate limit", () => {
  it("counts 60 requests in a fixed window of 60 s for each token, and says so on every response", async () => {
    const clock = createClock(() => 1_700_000_000_000);
    const { account, sim, get, call } = await katanaUnderTest({ clock, switches: { rateLimit: 60 } });
    const first = await get("/user_info");
    expect(first.headers.get("x-ratelimit-limit")).toBe("60");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("59");
    expect(first.headers.get("x-ratelimit-reset")).toBe("1700000060000");
    clock.advance(10_000);
    for (let count = 2; count <= 60; count += 1) expect((await get("/user_info")).status).toBe(200);
    const over = await get("/user_info");
    expect(errorOf(over)).toEqual({ statusCode: 429, name: "TooManyRequests", message: "Too Many Requests" });
    expect(over.headers.get("retry-after")).toBe("50");
    expect(over.headers.get("x-ratelimit-remaining")).toBe("0");

    const second = account.addKey();
    expect((await call("GET", "/user_info", undefined, second)).headers.get("x-ratelimit-remaining")).toBe("59");
    clock.advance(50_000);
    expect((await get("/user_info")).headers.get("x-ratelimit-remaining")).toBe("59");
    expect(sim.requests()).toHaveLength(63);
  });

  it("does not run a request over the limit", async () => {
    const { account, post } = await katanaUnderTest({ switches: { rateLimit: 0 } });
    expect((await post("/customers", { name: "Ann" })).status).toBe(429);
    expect(account.customers()).toEqual([]);
  });

  it("counts an answer that is an error too", async () => {
    const { get, call } = await katanaUnderTest({ switches: { rateLimit: 2 } });
    expect((await get("/sales_orders/1")).headers.get("x-ratelimit-remaining")).toBe("1");
    expect((await call("POST", "/customers", {})).headers.get("x-ratelimit-remaining")).toBe("0");
  });
});

describe("request bodies", () => {
  it("lists every complaint: unknown, missing, wrong type, wrong value, wrong format, too few", async () => {
    const { post } = await katanaUnderTest();
    const answered = await post("/sales_orders", {
      customer_id: "880",
      sales_order_rows: [],
      status: "PACKED",
      order_created_date: "2026-07-20T09:30:00",
      order_no: "",
      customer: 1,
    });
    expect(errorOf(answered)).toMatchObject({
      name: "UnprocessableEntityError",
      code: "VALIDATION_FAILED",
      message: "The request body is invalid. See error object `details` property for more info.",
    });
    expect(complaints(answered).toSorted()).toEqual([
      "additionalProperties ",
      "enum /status",
      "format /order_created_date",
      "minItems /sales_order_rows",
      "minLength /order_no",
      "type /customer_id",
    ]);
  });

  it("points into nested rows, names what is missing and never converts types", async () => {
    const { post } = await katanaUnderTest();
    const answered = await post("/sales_orders", {
      customer_id: 1,
      sales_order_rows: [{ quantity: "2", variant_id: 1 }, { quantity: -1 }],
    });
    expect(errorOf(answered).details).toEqual([
      { path: "/sales_order_rows/0/quantity", code: "type", message: "must be number", info: { type: "number" } },
      {
        path: "/sales_order_rows/1/quantity",
        code: "minimum",
        message: "must be >= 0",
        info: { comparison: ">=", limit: 0 },
      },
      {
        path: "/sales_order_rows/1",
        code: "required",
        message: "must have required property 'variant_id'",
        info: { missingProperty: "variant_id" },
      },
    ]);
  });

  it("says type, not required, of a null", async () => {
    const { post } = await katanaUnderTest();
    expect(complaints(await post("/customers", { name: null }))).toEqual(["type /name"]);
    expect(complaints(await post("/customers", [1]))).toEqual(["type "]);
  });

  it("looks at the shape before it looks anything up", async () => {
    const { patch } = await katanaUnderTest();
    expect((await patch("/sales_orders/999", { nonsense: 1 })).status).toBe(422);
    expect((await patch("/sales_orders/999", { order_no: "1" })).status).toBe(404);
  });

  it("refuses an empty PATCH", async () => {
    const { patch } = await katanaUnderTest();
    expect(complaints(await patch("/sales_orders/999", {}))).toEqual(["minProperties "]);
  });

  it("refuses what is no JSON", async () => {
    const { sim } = await katanaUnderTest();
    const send = (type: string, body: string) =>
      fetch(`${sim.url}/customers`, {
        method: "POST",
        headers: { authorization: `Bearer ${KEY}`, "content-type": type },
        body,
      });
    expect((await send("application/json", "{")).status).toBe(400);
    expect((await send("text/plain", '{"name":"Ann"}')).status).toBe(415);
  });

  it("takes zoned times of any zone and keeps them as UTC", async () => {
    const katana = await katanaUnderTest();
    const { order } = await placeOrder(katana, { order_created_date: "2026-07-20T09:30:00+02:00" });
    expect(order.order_created_date).toBe("2026-07-20T07:30:00.000Z");
  });
});

describe("lists", () => {
  async function manyCustomers(count: number) {
    const katana = await katanaUnderTest();
    for (let number = 1; number <= count; number += 1) katana.account.addCustomer({ name: `C${number}` });
    return katana;
  }

  it("come in pages of 50, at most 250, newest first, with text values in X-Pagination", async () => {
    const { get } = await manyCustomers(251);
    const first = await get("/customers");
    expect(dataOf(first)).toHaveLength(50);
    expect(dataOf(first)[0]).toMatchObject({ name: "C251" });
    expect(JSON.parse(first.headers.get("x-pagination") ?? "")).toEqual({
      total_records: "251",
      total_pages: "6",
      offset: "0",
      page: "1",
      first_page: "true",
      last_page: "false",
    });
    expect(dataOf(await get("/customers?limit=1000"))).toHaveLength(250);
    const last = await get("/customers?limit=250&page=2");
    expect(dataOf(last)).toMatchObject([{ name: "C1" }]);
    expect(JSON.parse(last.headers.get("x-pagination") ?? "")).toMatchObject({ offset: "250", last_page: "true" });
  });

  it("are empty beyond the last page and when nothing matches", async () => {
    const { get } = await manyCustomers(1);
    for (const path of ["/customers?page=2", "/customers?name=Nobody"]) {
      const answered = await get(path);
      expect([answered.status, answered.body]).toEqual([200, { data: [] }]);
    }
  });

  it("ignore unknown parameters without a word, which the request log tells", async () => {
    const { sim, get } = await manyCustomers(2);
    expect(dataOf(await get("/customers?nmae=C1"))).toHaveLength(2);
    expect(sim.requests()[0]?.ignored).toEqual(["nmae"]);
  });

  it("read arrays from repeated keys only", async () => {
    const { account, get } = await manyCustomers(3);
    const [one, two] = account.customers();
    expect(dataOf(await get(`/customers?ids=${one?.id}&ids=${two?.id}`))).toHaveLength(2);
    expect((await get(`/customers?ids=${one?.id},${two?.id}`)).status).toBe(400);
    expect(dataOf(await get(`/customers?ids[]=${one?.id}`))).toHaveLength(3);
  });

  it("answer 400 with the allowed values to a bad enum value", async () => {
    const { get } = await katanaUnderTest();
    const error = errorOf(await get("/sales_orders?production_status=SLEEPING"));
    expect(error.statusCode).toBe(400);
    expect(error.message).toContain("NOT_STARTED, NONE, NOT_APPLICABLE, IN_PROGRESS, BLOCKED, DONE");
  });

  it.each(["limit=x", "page=0", "include_deleted=yes", "created_at_min=soon", "ids=one", "name=a&name=b"])(
    "answer 400 to %s",
    async (query) => {
      const { get } = await katanaUnderTest();
      expect((await get(`/customers?${query}`)).status).toBe(400);
    },
  );

  it("filter by time, both ends included", async () => {
    const clock = createClock(() => 1_700_000_000_000);
    const { account, get } = await katanaUnderTest({ clock });
    account.addCustomer({ name: "Early" });
    clock.advance(1000);
    account.addCustomer({ name: "Late" });
    const at = encodeURIComponent("2023-11-14T22:13:21.000Z");
    expect(dataOf(await get(`/customers?created_at_min=${at}`))).toMatchObject([{ name: "Late" }]);
    expect(dataOf(await get(`/customers?updated_at_max=${at}`))).toHaveLength(2);
  });

  it("hide what was deleted until it is asked for", async () => {
    const { get, post, remove } = await katanaUnderTest();
    const id = idOf(await post("/customers", { name: "Gone" }));
    expect((await remove(`/customers/${id}`)).status).toBe(204);
    expect((await remove(`/customers/${id}`)).status).toBe(404);
    expect(dataOf(await get("/customers"))).toEqual([]);
    const [gone] = dataOf(await get("/customers?include_deleted=true"));
    expect(gone).toMatchObject({ id, deleted_at: expect.any(String) });
  });
});

describe("what is not there", () => {
  it("has no single customer and no single address to get, as the API has none", async () => {
    const { get } = await katanaUnderTest();
    for (const path of ["/customers/1", "/sales_order_addresses/1", "/customer_addresses/1"]) {
      expect(errorOf(await get(path))).toMatchObject({ statusCode: 404, name: "NotFoundError" });
    }
  });

  it("refuses routes it does not know loudly, and remembers them", async () => {
    const { sim, get, patch } = await katanaUnderTest({ allowRefusals: true });
    const error = errorOf(await get("/purchase_orders"));
    expect(error).toMatchObject({ statusCode: 501, message: "This simulator does not know GET /purchase_orders" });
    expect((await patch("/tax_rates/1", { rate: 1 })).status).toBe(501);
    expect(sim.refusals().map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /purchase_orders",
      "PATCH /tax_rates/1",
    ]);
  });

  it("answers 400 to an id that is none", async () => {
    const { get } = await katanaUnderTest();
    expect((await get("/sales_orders/abc")).status).toBe(400);
    expect((await get("/sales_orders/2147483648")).status).toBe(400);
  });
});

describe("the account's set-up", () => {
  it("shows the factory with days as digits", async () => {
    const { get, location } = await katanaUnderTest();
    expect((await get("/factory")).body).toMatchObject({
      display_name: "Workshop",
      base_currency_code: "EUR",
      default_so_delivery_time: "5",
      default_sales_location_id: location("Main"),
      inventory_closing_date: null,
    });
  });

  it("lists locations and filters by what they may do", async () => {
    const { get, location } = await katanaUnderTest();
    expect(dataOf(await get("/locations?sales_allowed=true"))).toMatchObject([{ name: "Shop" }, { name: "Main" }]);
    expect((await get(`/locations/${location("Attic")}`)).body).toMatchObject({
      sales_allowed: false,
      is_primary: false,
    });
  });

  it("lists and makes tax rates, in percent", async () => {
    const { get, post } = await katanaUnderTest();
    expect((await post("/tax_rates", { rate: 15, name: "VAT" })).body).toMatchObject({
      rate: 15,
      display_name: "15% VAT",
    });
    expect(dataOf(await get("/tax_rates?rate=7.5"))).toMatchObject([{ name: "Reduced", is_default_sales: false }]);
    expect(complaints(await post("/tax_rates", { rate: 1000 }))).toEqual(["maximum /rate"]);
  });
});

describe("the simulator", () => {
  it("comes back from its dump with everything in it", async () => {
    const katana = await katanaUnderTest();
    const { id } = await placeOrder(katana, { ecommerce_order_id: "5501" });
    const again = await startKatanaSimulator({ state: JSON.stringify(katana.sim.dump()) });
    try {
      const account = again.account(katana.account.id);
      expect(account.salesOrder(id)).toEqual(katana.account.salesOrder(id));
      expect(account.addCustomer({ name: "Next" }).id).toBe(katana.account.addCustomer({ name: "Next" }).id);
    } finally {
      await again.stop();
    }
  });

  it("tells listeners of every change, by request or by hand, and of no read", async () => {
    const katana = await katanaUnderTest();
    const heard: string[] = [];
    const stop = katana.sim.onChange(({ what }) => heard.push(what));
    await katana.post("/customers", { name: "Ann" });
    await katana.get("/customers");
    await katana.post("/customers", {});
    await katana.post("/sales_orders/search", {});
    katana.account.setApiAccess(true);
    stop();
    katana.account.setApiAccess(true);
    expect(heard).toEqual(["POST /customers", "plan changed"]);
  });

  it("keeps a log of the requests", async () => {
    const { sim, post } = await katanaUnderTest();
    await post("/customers?x=1", { name: "Ann" });
    expect(sim.requests()).toEqual([
      {
        at: expect.any(Number),
        method: "POST",
        path: "/customers",
        query: "x=1",
        token: KEY,
        status: 200,
        body: { name: "Ann" },
        ignored: [],
      },
    ]);
    sim.clearRequests();
    expect(sim.requests()).toEqual([]);
  });
});
