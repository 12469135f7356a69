import { z } from "zod";

const longestWords = 500;

const detailSchema = z.object({ path: z.string().catch(""), message: z.string().catch("") });
const refusalSchema = z.object({
  name: z.string().catch(""),
  message: z.string().catch(""),
  details: z.array(detailSchema).catch([]),
});

/** What Katana says in a refusal, with the places it complains about. The envelope comes wrapped in `error` or not. */
export function readRefusal(status: number, text: string): string {
  const refusal = refusalSchema.safeParse(unwrapError(parseLeniently(text)));
  if (!refusal.success) return `Katana answered ${String(status)}`;
  const { name, message, details } = refusal.data;
  const said = message || name || `Katana answered ${String(status)}`;
  const places = details.map((detail) => `${detail.path} ${detail.message}`.trim()).filter((place) => place !== "");
  return places.length === 0 ? said : `${said} (${places.join("; ")})`;
}

/**
 * Takes out of Katana's words what must not be shown or logged: the key, whatever personal the request contained, and everything
 * that looks like an e-mail address.
 */
export function withoutSecrets(words: string, secrets: readonly string[]): string {
  const longestFirst = secrets
    .map((secret) => secret.trim())
    .filter((secret) => secret.length > 1)
    .sort((a, b) => b.length - a.length);
  const masked = longestFirst.reduce(mask, words);
  return masked.replace(/[^\s@"'<>()]+@[^\s@"'<>()]+/g, "…").slice(0, longestWords);
}

/** Whole words only: a customer called Al must not blank out half of "also". */
function mask(words: string, secret: string): string {
  if (!words.toLowerCase().includes(secret.toLowerCase())) return words;
  const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return words.replace(new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, "giu"), "…");
}

function unwrapError(json: unknown): unknown {
  const wrapped = z.object({ error: z.object({}).loose() }).safeParse(json);
  return wrapped.success ? wrapped.data.error : json;
}

function parseLeniently(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
