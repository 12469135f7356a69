import type { KatanaWebhookId } from "../domain/ids.ts";
import type { Answer } from "./ports.ts";

/** A webhook as Katana has it registered. */
export interface KatanaWebhook {
  readonly id: KatanaWebhookId;
  readonly url: string;
  /** What it signs with. */
  readonly token: string;
  /** Enabled, and subscribed to what Tandem needs and to nothing else. */
  readonly isAsItShould: boolean;
}

export interface KatanaWebhookCalls {
  /** All of the account, whoever made them. */
  listWebhooks(): Answer<readonly KatanaWebhook[]>;
  /** `rejected` for an address that Katana does not take. Sent twice it makes two. */
  createWebhook(url: string): Answer<KatanaWebhook>;
  /** Enables it, points it at `url` and subscribes it to what Tandem needs. */
  repairWebhook(id: KatanaWebhookId, url: string): Answer<null>;
  /** Deleting what is gone already succeeds. */
  deleteWebhook(id: KatanaWebhookId): Answer<null>;
}

/** What makes a webhook Tandem's own. */
export interface KatanaWebhookSetup {
  /** The last part of an address that nobody can guess. */
  newPath(): string;
  urlOf(path: string): string;
  /** AES-256-GCM, bound to the account. */
  sealToken(token: string, accountId: string): string;
  /** Null when no key opens it. */
  openToken(sealed: string, accountId: string): string | null;
}
