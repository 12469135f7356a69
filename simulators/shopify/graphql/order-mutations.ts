import { GraphQLError, Kind, type GraphQLResolveInfo } from "graphql";
import type { AddressSeed, CancelReason, RestockType } from "../control.ts";
import { toBag, toMinor, sum, type Bag } from "../money.ts";
import { setTags, updateOrder } from "../orders/annotate.ts";
import { archive, unarchive } from "../orders/archive.ts";
import { cancelOrder } from "../orders/cancel.ts";
import { markAsPaid } from "../orders/payments.ts";
import { findLine, refund, type RefundPlan } from "../orders/refund.ts";
import type { OrderState } from "../state.ts";
import { gid, idOf, newId, Refused } from "../world.ts";
import type { Args, Context, View } from "./context.ts";
import { visibleOrder } from "./order-queries.ts";
import { payload } from "./payload.ts";
import { refundView } from "./return-views.ts";

const DAY = 86_400_000;

export function requireVisibleOrder(
  context: Context,
  reference: string,
  field: readonly string[] = ["id"],
): OrderState {
  const order = visibleOrder(context, reference);
  if (!order) throw new Refused("Order does not exist", field, "NOT_FOUND");
  return order;
}

interface RefundInput {
  readonly orderId: string;
  readonly note?: string | null;
  readonly refundLineItems?:
    | readonly {
        readonly lineItemId: string;
        readonly quantity: number;
        readonly restockType?: string | null;
        readonly locationId?: string | null;
      }[]
    | null;
  readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null;
  readonly transactions?: readonly { readonly amount: string; readonly kind: string }[] | null;
}

/** An app says itself how much money moves: the sum of its transactions. */
function planFrom(order: OrderState, input: RefundInput): RefundPlan {
  const moved: Bag = sum((input.transactions ?? []).map(({ amount }) => toBag(toMinor(amount, order.currency), order)));
  return {
    units: (input.refundLineItems ?? []).map(({ lineItemId, quantity, restockType, locationId }) => ({
      line: findLine(order, lineItemId),
      quantity,
      restockType: (restockType ?? "NO_RESTOCK") as RestockType,
      locationId: locationId == null ? null : idOf("Location", locationId),
    })),
    shipping: input.shipping?.fullRefund === true ? "full" : (input.shipping?.amount ?? null),
    amount: moved,
    note: input.note ?? null,
    returnId: null,
  };
}

function idempotencyKey(info: GraphQLResolveInfo): string {
  const directive = info.fieldNodes[0]?.directives?.find((one) => one.name.value === "idempotent");
  const value = directive?.arguments?.[0]?.value;
  if (value?.kind === Kind.STRING) return value.value;
  if (value?.kind === Kind.VARIABLE) return String(info.variableValues[value.name.value]);
  throw new GraphQLError("The @idempotent directive is required for this mutation but was not provided.", {
    extensions: { code: "BAD_REQUEST" },
  });
}

/** The same key again gives the same refund; with other arguments it is refused. Keys live for a day. */
function refundCreate(context: Context, args: Args, info: GraphQLResolveInfo): View {
  const { site } = context;
  const key = idempotencyKey(info);
  return payload("RefundCreatePayload", ["refund", "order"], () => {
    const input = args["input"] as RefundInput;
    const order = requireVisibleOrder(context, input.orderId, ["orderId"]);
    const now = site.world.clock.now();
    const known = site.shop.idempotency[key];
    const same = JSON.stringify(input);
    if (known && now - known.at < DAY) {
      if (known.args !== same)
        throw new Refused(
          "The idempotency key was used with other parameters.",
          null,
          "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
        );
      const earlier = order.refunds.find((one) => one.id === known.refundId);
      return { order: context.showOrder(order), refund: earlier ? refundView(context, order, earlier) : null };
    }
    const made = refund(site, order, planFrom(order, input));
    site.shop.idempotency[key] = { args: same, at: now, refundId: made.id };
    return { order: context.showOrder(order), refund: refundView(context, order, made) };
  });
}

const orderCancel = (context: Context, args: Args): View =>
  payload(
    "OrderCancelPayload",
    ["job", "jobResult"],
    () => {
      const order = requireVisibleOrder(context, String(args["orderId"]), ["orderId"]);
      const method = args["refundMethod"] as { readonly originalPaymentMethodsRefund?: boolean } | null | undefined;
      cancelOrder(context.site, order, {
        reason: args["reason"] as CancelReason,
        refund: method?.originalPaymentMethodsRefund === true || args["refund"] === true,
        restock: args["restock"] === true,
        staffNote: (args["staffNote"] as string | null | undefined) ?? null,
      });
      return { job: { __typename: "Job", id: gid("Job", newId(context.site)), done: true }, userErrors: [] };
    },
    { errorsField: "orderCancelUserErrors", errorType: "OrderCancelUserError" },
  );

type TagsPayload = "TagsAddPayload" | "TagsRemovePayload";

export function orderMutations(context: Context): Readonly<Record<string, unknown>> {
  const { site } = context;
  const tags =
    (typeName: TagsPayload, change: (before: readonly string[], given: readonly string[]) => readonly string[]) =>
    (args: Args) =>
      payload(typeName, ["node"], () => {
        const order = requireVisibleOrder(context, String(args["id"]));
        setTags(site, order, change(order.tags, args["tags"] as readonly string[]));
        return { node: context.showOrder(order) };
      });
  const one = (typeName: string, argument: string, run: (order: OrderState, input: Args) => void) => (args: Args) =>
    payload(typeName, ["order"], () => {
      const input = args[argument] as Args;
      const order = requireVisibleOrder(context, String(input["id"]), [argument, "id"]);
      run(order, input);
      return { order: context.showOrder(order) };
    });
  return {
    tagsAdd: tags("TagsAddPayload", (before, given) => [...before, ...given]),
    tagsRemove: tags("TagsRemovePayload", (before, given) => before.filter((tag) => !given.includes(tag))),
    orderClose: one("OrderClosePayload", "input", (order) => archive(site, order)),
    orderOpen: one("OrderOpenPayload", "input", (order) => unarchive(site, order)),
    orderMarkAsPaid: one("OrderMarkAsPaidPayload", "input", (order) => markAsPaid(site, order)),
    orderUpdate: one("OrderUpdatePayload", "input", (order, input) => changeOrder(site, order, input)),
    orderCancel: (args: Args) => orderCancel(context, args),
    refundCreate: (args: Args, _context: Context, info: GraphQLResolveInfo) => refundCreate(context, args, info),
  };
}

function changeOrder(site: Context["site"], order: OrderState, input: Args): void {
  const unknown = Object.keys(input).find(
    (key) => !["id", "note", "poNumber", "email", "phone", "tags", "shippingAddress", "customAttributes"].includes(key),
  );
  if (unknown !== undefined) throw new Error(`Simulator: orderUpdate(input: {${unknown}}) not implemented`);
  const { note, poNumber, email, phone } = input as Partial<
    Record<"note" | "poNumber" | "email" | "phone", string | null>
  >;
  const shippingAddress = input["shippingAddress"] as AddressSeed | undefined;
  const attributes = input["customAttributes"] as OrderState["attributes"] | undefined;
  updateOrder(site, order, {
    ...(note === undefined ? {} : { note }),
    ...(poNumber === undefined ? {} : { poNumber }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(attributes ? { attributes } : {}),
    ...(shippingAddress ? { shippingAddress } : {}),
  });
  const tags = input["tags"] as readonly string[] | undefined;
  if (tags) setTags(site, order, tags);
}
