import type { SubscriptionState } from "../state.ts";
import { gid, idOf } from "../world.ts";
import { customerById, locationById, locationView, productById, productView, variantById } from "./catalog-views.ts";
import { connection } from "./connection.ts";
import type { Args, Context, View } from "./context.ts";
import { findFulfillment, findFulfillmentOrder, findRefund, findReturn, findReverseFulfillmentOrder } from "../find.ts";
import { fulfillmentLineView, fulfillmentOrderView, fulfillmentView, isVisible } from "./fulfillment-views.ts";
import { maySee, ordersConnection, ordersCount, visibleOrder } from "./order-queries.ts";
import { refundView, returnView, reverseFulfillmentOrderView } from "./return-views.ts";
import { reasonHandles, reasonView } from "../returns/reasons.ts";
import { returnableQuantity } from "../orders/quantities.ts";

export const apiVersionView = (handle: string): View => ({
  __typename: "ApiVersion",
  handle,
  displayName: handle,
  supported: true,
});

export function subscriptionView(context: Context, subscription: SubscriptionState): View {
  const { configuration } = context.site.world.app();
  return {
    __typename: "WebhookSubscription",
    id: gid("WebhookSubscription", subscription.id),
    legacyResourceId: subscription.id,
    topic: subscription.topic,
    uri: subscription.uri,
    callbackUrl: subscription.uri,
    name: subscription.name,
    filter: subscription.filter,
    includeFields: subscription.includeFields,
    metafieldNamespaces: [],
    metafields: [],
    format: "JSON",
    createdAt: subscription.createdAt,
    updatedAt: subscription.createdAt,
    apiVersion: apiVersionView(configuration.webhookApiVersion),
  };
}

function shopView({ site }: Context): View {
  const { shop } = site;
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: `owner@${shop.domain}`,
    myshopifyDomain: shop.domain,
    currencyCode: shop.currency,
    ianaTimezone: shop.timezone,
    taxesIncluded: shop.settings.taxesIncluded,
    createdAt: shop.createdAt,
    plan: {
      __typename: "ShopPlan",
      publicDisplayName: shop.settings.plan === "plus" ? "Shopify Plus" : "Basic",
      partnerDevelopment: true,
      shopifyPlus: shop.settings.plan === "plus",
    },
  };
}

const installationView = ({ site }: Context): View => ({
  __typename: "AppInstallation",
  id: gid("AppInstallation", site.shop.installation.id),
  accessScopes: site.shop.installation.granted.map((handle) => ({
    __typename: "AccessScope",
    handle,
    description: handle,
  })),
  app: {
    __typename: "App",
    id: gid("App", "580111"),
    title: site.world.app().configuration.name,
    handle: site.world.app().configuration.handle,
  },
});

function locations(context: Context, args: Args): unknown {
  if (args["query"]) throw new Error("Simulator: locations(query:) not implemented");
  const known = context.site.shop.locations
    .filter((location) => location.isActive || args["includeInactive"] === true)
    .sort((one, other) => one.name.localeCompare(other.name));
  return connection("LocationConnection", args, { items: known, idOf: (one) => one.id, view: locationView });
}

function fulfillmentOrder(context: Context, id: string): View | null {
  const found = findFulfillmentOrder(context.site.shop, id);
  if (!found || !isVisible(context, found.part) || !maySee(context, found.order)) return null;
  return fulfillmentOrderView(context, found.order, found.part);
}

function returnable(context: Context, args: Args): unknown {
  const order = visibleOrder(context, String(args["orderId"]));
  const items = (order?.fulfillments ?? []).filter((one) => one.status === "SUCCESS");
  return connection("ReturnableFulfillmentConnection", args, {
    items,
    idOf: (one) => one.id,
    view: (one): View => ({
      __typename: "ReturnableFulfillment",
      id: gid("ReturnableFulfillment", one.id),
      fulfillment: () => order && fulfillmentView(context, order, one),
      returnableFulfillmentLineItems: (inner: Args) =>
        connection("ReturnableFulfillmentLineItemConnection", inner, {
          items: one.lines.filter((line) => order && returnableQuantity(order, line.id) > 0),
          idOf: (line) => line.id,
          view: (line) => ({
            __typename: "ReturnableFulfillmentLineItem",
            quantity: order ? returnableQuantity(order, line.id) : 0,
            fulfillmentLineItem: () => order && fulfillmentLineView(context.site, order, line),
          }),
        }),
    }),
  });
}

function jobView(id: string): View {
  return { __typename: "Job", id, done: true };
}

/** Anything by its GID. */
function node(context: Context, id: string): View | null {
  const { site } = context;
  const type = /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(id)?.[1] ?? "";
  switch (type) {
    case "Order": {
      const order = visibleOrder(context, id);
      return order ? context.showOrder(order) : null;
    }
    case "FulfillmentOrder":
      return fulfillmentOrder(context, id);
    case "Fulfillment": {
      const found = findFulfillment(site.shop, id);
      return found ? fulfillmentView(context, found.order, found.part) : null;
    }
    case "Return": {
      const found = findReturn(site.shop, id);
      return found ? returnView(context, found.order, found.part) : null;
    }
    case "Refund": {
      const found = findRefund(site.shop, id);
      return found ? refundView(context, found.order, found.part) : null;
    }
    case "ReverseFulfillmentOrder": {
      const found = findReverseFulfillmentOrder(site.shop, id);
      return found ? reverseFulfillmentOrderView(context, found.order, found.part) : null;
    }
    case "Location":
      return locationById(site, idOf(type, id));
    case "Product":
      return productById(site, idOf(type, id));
    case "ProductVariant":
      return variantById(site, idOf(type, id));
    case "Customer":
      return customerById(site, idOf(type, id));
    default:
      throw new Error(`Simulator: node(id: "${id}") not implemented`);
  }
}

export function queryRoot(context: Context): View {
  const { site } = context;
  const byId = (args: Args): View | null => node(context, String(args["id"]));
  return {
    __typename: "QueryRoot",
    order: byId,
    fulfillmentOrder: byId,
    fulfillment: byId,
    return: byId,
    refund: byId,
    reverseFulfillmentOrder: byId,
    product: byId,
    productVariant: byId,
    customer: byId,
    node: byId,
    nodes: (args: Args) => (args["ids"] as readonly string[]).map((id) => node(context, id)),
    job: (args: Args) => jobView(String(args["id"])),
    orders: (args: Args) => ordersConnection(context, args),
    ordersCount: (args: Args) => ordersCount(context, args),
    location: (args: Args) =>
      locationById(
        site,
        typeof args["id"] === "string" ? idOf("Location", args["id"]) : (site.shop.locations[0]?.id ?? null),
      ),
    locations: (args: Args) => locations(context, args),
    products: (args: Args) => {
      if (args["query"]) throw new Error("Simulator: products(query:) not implemented");
      return connection("ProductConnection", args, {
        items: site.shop.products,
        idOf: (product) => product.id,
        view: (product) => productView(site, product),
      });
    },
    shop: () => shopView(context),
    currentAppInstallation: () => installationView(context),
    webhookSubscriptions: (args: Args) =>
      connection("WebhookSubscriptionConnection", args, {
        items: site.shop.subscriptions,
        idOf: (subscription) => subscription.id,
        view: (subscription) => subscriptionView(context, subscription),
      }),
    returnableFulfillments: (args: Args) => returnable(context, args),
    returnReasonDefinitions: (args: Args) =>
      connection("ReturnReasonDefinitionConnection", args, {
        items: reasonHandles(),
        idOf: (handle) => handle,
        view: reasonView,
      }),
    publicApiVersions: () => [apiVersionView("2026-10")],
  };
}
