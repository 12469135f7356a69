import type { Context, View } from "./context.ts";
import { fulfillmentCreate } from "./fulfillment-mutations.ts";

export const mutationRoot = (context: Context): View => ({
  __typename: "Mutation",
  fulfillmentCreate: fulfillmentCreate(context),
});
