import type { KatanaWebhookId } from "../../domain/ids.ts";
import type { KatanaWebhook, KatanaWebhookCalls } from "../katana-webhook-ports.ts";
import type { CallFailure } from "../../domain/failure.ts";
import type { Answer, KatanaClient } from "../ports.ts";

export interface WebhookTables {
  readonly webhooks: KatanaWebhook[];
}

type Call = <Value>(name: keyof KatanaClient, run: () => Value | CallFailure) => Answer<Value>;

/** Webhooks of an account that takes https addresses only. */
export function createInMemoryWebhooks(
  { webhooks }: WebhookTables,
  call: Call,
  nextId: () => number,
): KatanaWebhookCalls {
  const refused = (url: string): CallFailure | null =>
    url.startsWith("https:") ? null : { kind: "rejected", side: "katana", status: 422, words: "url must be https" };
  return {
    listWebhooks: () => call("listWebhooks", () => [...webhooks]),
    createWebhook: (url) =>
      call<KatanaWebhook>("createWebhook", () => {
        const id = nextId() as KatanaWebhookId;
        const made = { id, url, token: `token of ${String(id)}`, isAsItShould: true };
        const refusal = refused(url);
        if (refusal === null) webhooks.push(made);
        return refusal ?? made;
      }),
    repairWebhook: (id, url) =>
      call("repairWebhook", () => {
        const place = webhooks.findIndex((one) => one.id === id);
        const refusal = refused(url);
        if (refusal === null) webhooks.splice(place, 1, { ...webhooks[place]!, url, isAsItShould: true });
        return refusal;
      }),
    deleteWebhook: (id) =>
      call("deleteWebhook", () => {
        webhooks.splice(
          webhooks.findIndex((one) => one.id === id),
          1,
        );
        return null;
      }),
  };
}
