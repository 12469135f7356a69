import { noteMetafieldWrite, setMetafield } from "../orders/annotate.ts";
import type { OrderState } from "../state.ts";
import { Refused } from "../world.ts";
import type { Args, Context, View } from "./context.ts";
import { digestOf, metafieldView, namespaceOf } from "./metafield-view.ts";
import { requireVisibleOrder } from "./order-mutations.ts";
import { payload } from "./payload.ts";

const MAX_AT_ONCE = 25;

interface SetInput {
  readonly ownerId: string;
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
  readonly type?: string | null;
  readonly compareDigest?: string | null;
}

interface Wanted {
  readonly order: OrderState;
  readonly input: SetInput;
  readonly namespace: string;
}

/** `compareDigest`: write only when nobody wrote since; null means there must be none yet. */
function refuseStale({ order, input, namespace }: Wanted, index: number): void {
  const { compareDigest } = input;
  if (compareDigest === undefined) return;
  const known = order.metafields.find((one) => one.namespace === namespace && one.key === input.key);
  const digest = known ? digestOf(known) : null;
  if (digest === compareDigest) return;
  const field = ["metafields", String(index), "compareDigest"];
  throw new Refused(
    "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
    field,
    "STALE_OBJECT",
  );
}

function refuseUnreadable({ input }: Wanted, index: number): void {
  if (input.type !== "json") return;
  try {
    JSON.parse(input.value);
  } catch {
    throw new Refused("Value is invalid JSON.", ["metafields", String(index), "value"], "INVALID_VALUE");
  }
}

function set(context: Context, args: Args): View {
  return payload(
    "MetafieldsSetPayload",
    ["metafields"],
    () => {
      const inputs = args["metafields"] as readonly SetInput[];
      if (inputs.length > MAX_AT_ONCE)
        throw new Refused(
          `Exceeded the maximum metafields input limit of ${MAX_AT_ONCE}.`,
          ["metafields"],
          "LESS_THAN_OR_EQUAL_TO",
        );
      // All of them are looked at before any is written.
      const wanted = inputs.map((input, index) => ({
        input,
        order: requireVisibleOrder(context, input.ownerId, ["metafields", String(index), "ownerId"]),
        namespace: namespaceOf(input.namespace),
      }));
      wanted.forEach(refuseStale);
      wanted.forEach(refuseUnreadable);
      const made = wanted.map(({ order, input, namespace }) =>
        setMetafield(context.site, order, { namespace, key: input.key, value: input.value, type: input.type ?? null }),
      );
      for (const order of new Set(wanted.map((one) => one.order))) noteMetafieldWrite(context.site, order);
      return { metafields: made.map(metafieldView) };
    },
    { errorType: "MetafieldsSetUserError" },
  );
}

function remove(context: Context, args: Args): View {
  return payload("MetafieldsDeletePayload", ["deletedMetafields"], () => {
    const inputs = args["metafields"] as readonly {
      readonly ownerId: string;
      readonly namespace: string;
      readonly key: string;
    }[];
    const deleted = inputs.map(({ ownerId, namespace, key }) => {
      const order = requireVisibleOrder(context, ownerId, ["metafields"]);
      const found = order.metafields.find((one) => one.namespace === namespaceOf(namespace) && one.key === key);
      if (!found) return null;
      order.metafields = order.metafields.filter((one) => one !== found);
      noteMetafieldWrite(context.site, order);
      return { __typename: "MetafieldIdentifier", ownerId, namespace: found.namespace, key };
    });
    return { deletedMetafields: deleted };
  });
}

export const metafieldMutations = (context: Context): Readonly<Record<string, unknown>> => ({
  metafieldsSet: (args: Args) => set(context, args),
  metafieldsDelete: (args: Args) => remove(context, args),
});
