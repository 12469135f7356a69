import { addressOf } from "../webhooks/emit.ts";
import { gid, idOf, newId, Refused, timeNow } from "../world.ts";
import type { Args, Context, View } from "./context.ts";
import { payload } from "./payload.ts";
import { subscriptionView } from "./query.ts";

interface SubscriptionInput {
  readonly uri?: string | null;
  readonly callbackUrl?: string | null;
  readonly name?: string | null;
  readonly filter?: string | null;
  readonly includeFields?: readonly string[] | null;
}

function create(context: Context, args: Args): View {
  const { site } = context;
  return payload("WebhookSubscriptionCreatePayload", ["webhookSubscription"], () => {
    const input = args["webhookSubscription"] as SubscriptionInput;
    const field = ["webhookSubscription", "uri"];
    const uri = input.uri ?? input.callbackUrl ?? "";
    if (addressOf(uri, site.world.app().identity.url) === null) throw new Refused("Address is invalid", field);
    const topic = String(args["topic"]);
    const filter = input.filter ?? null;
    const twin = site.shop.subscriptions.some((one) => one.topic === topic && one.uri === uri && one.filter === filter);
    if (twin) throw new Refused("Address for this topic has already been taken", field);
    const includeFields = [...(input.includeFields ?? [])];
    const made = {
      id: newId(site),
      topic,
      uri,
      name: input.name ?? null,
      filter,
      includeFields,
      createdAt: timeNow(site),
      failures: 0,
    };
    site.shop.subscriptions.push(made);
    site.world.changed();
    return { webhookSubscription: subscriptionView(context, made) };
  });
}

function remove({ site }: Context, args: Args): View {
  return payload("WebhookSubscriptionDeletePayload", ["deletedWebhookSubscriptionId"], () => {
    const id = idOf("WebhookSubscription", String(args["id"]));
    const known = site.shop.subscriptions.find((one) => one.id === id);
    if (!known) throw new Refused("Webhook subscription does not exist", ["id"]);
    site.shop.subscriptions = site.shop.subscriptions.filter((one) => one !== known);
    return { deletedWebhookSubscriptionId: gid("WebhookSubscription", known.id) };
  });
}

export const subscriptionMutations = (context: Context): Readonly<Record<string, unknown>> => ({
  webhookSubscriptionCreate: (args: Args) => create(context, args),
  webhookSubscriptionDelete: (args: Args) => remove(context, args),
});
