import { describe, expect, it } from "vitest";
import { readRefusal, withoutSecrets } from "./katana-words.ts";

const refusal = {
  statusCode: 422,
  name: "UnprocessableEntityError",
  message: "The request body is invalid.",
  code: "VALIDATION_FAILED",
  details: [
    { path: "/sales_order_rows/0/quantity", code: "type", message: "must be number", info: { type: "number" } },
  ],
};

describe("Katana's words", () => {
  it("reads message and places, whether the envelope is wrapped or not", () => {
    const words = "The request body is invalid. (/sales_order_rows/0/quantity must be number)";
    expect(readRefusal(422, JSON.stringify({ error: refusal }))).toBe(words);
    expect(readRefusal(422, JSON.stringify(refusal))).toBe(words);
  });

  it("falls back to the name, then to the status", () => {
    expect(readRefusal(404, JSON.stringify({ name: "NotFoundError", message: 7, details: "none" }))).toBe(
      "NotFoundError",
    );
    expect(readRefusal(502, "<html>Bad gateway</html>")).toBe("Katana answered 502");
    expect(readRefusal(500, JSON.stringify({}))).toBe("Katana answered 500");
  });

  it("never repeats the key, a name or an address", () => {
    const words = "Customer Ann Lee (ANN@lee.example) of 1 High St. (Rear) already exists for key-123";
    expect(withoutSecrets(words, ["key-123", "Ann", "Ann Lee", "1 High St. (Rear)"])).toBe(
      "Customer … (…) of … already exists for …",
    );
  });

  it("leaves words alone that only contain a name", () => {
    expect(withoutSecrets("Also allowed: 12", ["Al", "1", " "])).toBe("Also allowed: 12");
  });

  it("keeps words short enough to show", () => {
    expect(withoutSecrets("x".repeat(2_000), [])).toHaveLength(500);
  });
});
