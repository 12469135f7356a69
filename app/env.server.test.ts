import { describe, expect, it } from "vitest";
import { InvalidEnvironment, readEnv } from "./env.server.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const least = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://tandem.example",
  SECRETS_KEY: key,
};
const sentences = (variables: Record<string, string | undefined>): readonly string[] => {
  try {
    readEnv(variables);
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.message.split("\n");
    throw error;
  }
  throw new Error("The environment was accepted");
};

describe("the environment", () => {
  it("needs four variables and has defaults for the others", () => {
    expect(readEnv(least)).toEqual({
      SHOPIFY_API_KEY: "key",
      SHOPIFY_API_SECRET: "secret",
      SHOPIFY_APP_URL: "https://tandem.example",
      SECRETS_KEY: [Buffer.alloc(32, 7)],
      DATA_DIR: "./data",
      KATANA_API_URL: "https://api.katanamrp.com/v1",
      KATANA_WEB_URL: "https://factory.katanamrp.com",
      UNKNOWN_OUTCOME_SAFE_SECONDS: 60,
      ORDER_SWEEP_SECONDS: 300,
      KATANA_POLL_SECONDS: 60,
      PORT: 3000,
      HOST: "127.0.0.1",
      LOG_LEVEL: "info",
    });
  });

  it("takes an empty variable for a missing one", () => {
    expect(readEnv({ ...least, DATABASE_URL: "", PORT: "" })).toMatchObject({ PORT: 3000 });
    expect(sentences({ ...least, SHOPIFY_API_KEY: "" })).toEqual(["SHOPIFY_API_KEY is missing."]);
  });

  it("says one sentence for each variable that is missing", () => {
    expect(sentences({})).toEqual([
      "SHOPIFY_API_KEY is missing.",
      "SHOPIFY_API_SECRET is missing.",
      "SHOPIFY_APP_URL is missing.",
      "SECRETS_KEY is missing.",
    ]);
  });

  it.each([
    ["SHOPIFY_APP_URL", "tandem.example"],
    ["SHOPIFY_APP_URL", "ftp://tandem.example"],
    ["SECRETS_KEY", "too short"],
    ["SECRETS_KEY", `${key},`],
    ["DATABASE_URL", "mysql://localhost/tandem"],
    ["KATANA_API_URL", "katana"],
    ["UNKNOWN_OUTCOME_SAFE_SECONDS", "-1"],
    ["UNKNOWN_OUTCOME_SAFE_SECONDS", "soon"],
    ["METRICS_TOKEN", "short"],
    ["PORT", "70000"],
    ["PORT", "3000.5"],
    ["LOG_LEVEL", "loud"],
  ])("says that %s is malformed when it is %s, and nothing of its value", (name, value) => {
    const [sentence, ...more] = sentences({ ...least, [name]: value });
    expect(sentence).toMatch(new RegExp(`^${name} is malformed: .+\\.$`));
    expect(more).toEqual([]);
    if (name === "SECRETS_KEY" || name === "METRICS_TOKEN") expect(sentence).not.toContain(value);
  });

  it("takes several keys, the first of which seals", () => {
    const other = Buffer.alloc(32, 8).toString("base64");
    expect(readEnv({ ...least, SECRETS_KEY: `${other}, ${key}` }).SECRETS_KEY).toEqual([
      Buffer.alloc(32, 8),
      Buffer.alloc(32, 7),
    ]);
  });

  it("reads the process's own by default", () => {
    expect(() => readEnv({ ...process.env, ...least })).not.toThrow();
  });
});
