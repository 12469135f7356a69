import type { Context, View } from "./context.ts";
import { fulfillmentMutations } from "./fulfillment-mutations.ts";
import { fulfillmentOrderMutations } from "./fulfillment-order-mutations.ts";
import { metafieldMutations } from "./metafield-mutations.ts";
import { orderMutations } from "./order-mutations.ts";
import { returnMutations } from "./return-mutations.ts";
import { subscriptionMutations } from "./subscription-mutations.ts";

export const mutationRoot = (context: Context): View => ({
  __typename: "Mutation",
  ...fulfillmentMutations(context),
  ...fulfillmentOrderMutations(context),
  ...orderMutations(context),
  ...metafieldMutations(context),
  ...returnMutations(context),
  ...subscriptionMutations(context),
});
