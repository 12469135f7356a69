import { randomBytes } from "node:crypto";
import type { KatanaWebhookSetup } from "../../sync/katana-webhook-ports.ts";
import type { SecretSeal } from "../database/sealed-secret.ts";

/** Where Katana's webhooks come in, and how their tokens are kept: one opens for its own account only, and for nothing else that is sealed. */
export const createKatanaWebhookSetup = (appUrl: string, seal: SecretSeal): KatanaWebhookSetup => ({
  newPath: () => randomBytes(24).toString("base64url"),
  urlOf: (path) => `${appUrl.replace(/\/+$/, "")}/webhooks/katana/${path}`,
  sealToken: (token, accountId) => seal.seal(token, `katana-webhook:${accountId}`),
  openToken: (sealed, accountId) => seal.open(sealed, `katana-webhook:${accountId}`),
});
