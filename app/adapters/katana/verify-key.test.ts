import { describe, expect, it } from "vitest";
import { answerJson, answerText, failWith, stubFetch } from "../../../tests/support/stub-fetch.ts";
import type { StubAnswer } from "../../../tests/support/stub-fetch.ts";
import { createMemoryRequestBudget } from "./memory-request-budget.ts";
import { verifyKey } from "./verify-key.ts";

const clock = { now: () => 0 };

function verify(answer: StubAnswer, key = "secret-key") {
  const stub = stubFetch(answer);
  const budget = createMemoryRequestBudget(clock);
  const baseUrl = "http://katana.example/v1";
  return verifyKey({ baseUrl, key, fingerprint: "f", budget, clock, urgency: "live", fetch: stub.fetch });
}

describe("proving a key", () => {
  it("[CON-2] answers the account a good key opens", async () => {
    const verified = await verify(answerJson({ display_name: "Oak", base_currency_code: "EUR" }));
    expect(verified).toMatchObject({ ok: true, value: { name: "Oak", baseCurrency: "EUR" } });
  });

  it("[CON-2] tells a bad key from a plan without API access", async () => {
    expect(await verify(answerJson({ message: "Unauthorized" }, { status: 401 }))).toEqual({
      ok: false,
      problem: { kind: "bad-key" },
    });
    expect(await verify(answerJson({ message: "Upgrade your plan" }, { status: 403 }))).toEqual({
      ok: false,
      problem: { kind: "no-api-access", words: "Upgrade your plan" },
    });
    expect(await verify(answerJson({}), "pasted\nkey")).toEqual({ ok: false, problem: { kind: "bad-key" } });
  });

  it("[CON-2] learns nothing about the key from a network failure or from somebody else's page", async () => {
    const refused = new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) });
    expect(await verify(failWith(refused))).toMatchObject({
      problem: { kind: "not-verified", failure: { kind: "unavailable" } },
    });
    expect(await verify(answerText("<html></html>"))).toMatchObject({
      problem: { kind: "not-verified", failure: { kind: "unreadable" } },
    });
  });
});
