import { z } from "zod";

const secretsKey = z
  .string()
  .transform((text) => text.split(",").map((part) => Buffer.from(part.trim(), "base64")))
  .refine((keys) => keys.length > 0 && keys.every((key) => key.length === 32), {
    message: "must be 32 bytes in base64 (several, separated by commas, allow rotation; the first one seals)",
  });

const seconds = z.coerce.number().min(0).max(86_400);

const schema = z.object({
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SHOPIFY_APP_URL: z.url({ protocol: /^https?$/ }),
  SECRETS_KEY: secretsKey,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  KATANA_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.katanamrp.com/v1"),
  KATANA_WEB_URL: z.url({ protocol: /^https?$/ }).default("https://factory.katanamrp.com"),
  UNKNOWN_OUTCOME_SAFE_SECONDS: seconds.default(60),
  ORDER_SWEEP_SECONDS: seconds.default(300),
  KATANA_POLL_SECONDS: seconds.default(60),
  METRICS_TOKEN: z.string().min(16).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** Everything the process is told from outside; see the table in docs/operations.md. */
export type Env = z.infer<typeof schema>;

export class InvalidEnvironment extends Error {
  override name = "InvalidEnvironment";
}

/** Reads and checks the environment. Throws `InvalidEnvironment` with one sentence per variable that is missing or malformed. */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is missing.` : `${name} is malformed: ${issue.message}.`;
  });
  throw new InvalidEnvironment([...new Set(sentences)].join("\n"));
}
