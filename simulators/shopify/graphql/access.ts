import { getNamedType, GraphQLError, type GraphQLOutputType } from "graphql";
import type { Context } from "./context.ts";
import { accessRules } from "./schema.ts";

const DOCUMENTATION = "https://shopify.dev/api/usage/access-scopes";
const PROTECTED = "https://shopify.dev/docs/apps/launch/protected-customer-data";

/** Mutations whose needs Shopify states in prose only. */
const FULFIL = [
  "write_assigned_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "write_third_party_fulfillment_orders",
];
const IN_PROSE: Readonly<Record<string, readonly string[]>> = {
  "Mutation.fulfillmentCancel": FULFIL,
  "Mutation.tagsAdd": ["write_orders"],
  "Mutation.tagsRemove": ["write_orders"],
  "Mutation.metafieldsSet": ["write_orders"],
  "Mutation.metafieldsDelete": ["write_orders"],
};

/** A few entries name a scope without its verb. */
function spelledOut(scope: string, parent: string): string {
  if (/^(read|write)_/.test(scope)) return scope;
  return `${parent === "Mutation" ? "write" : "read"}_${scope}`;
}

const listed = (scopes: readonly string[]): string => {
  const quoted = scopes.map((scope) => `\`${scope}\` access scope`);
  return quoted.length < 2 ? `${quoted[0]}.` : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}.`;
};

function denied(fieldName: string, wanted: readonly string[]): GraphQLError {
  const requiredAccess = listed(wanted);
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${requiredAccess}`, {
    extensions: { code: "ACCESS_DENIED", documentation: DOCUMENTATION, requiredAccess },
  });
}

export interface FieldPlace {
  readonly parent: string;
  readonly fieldName: string;
  readonly type: GraphQLOutputType;
}

/** Connections and edges are judged by what they hold. */
const heldBy = (typeName: string): string => typeName.replace(/(Connection|Edge)$/, "");

/** Throws when the app's scopes do not allow the field; the field is then null with an `ACCESS_DENIED` error. */
export function checkScopes(context: Context, { parent, fieldName, type }: FieldPlace): void {
  const rules = accessRules();
  const place = `${parent}.${fieldName}`;
  const returned = getNamedType(type).name;
  const own = rules.fields[place] ?? IN_PROSE[place];
  // A mutation's own scopes are the ones that count, not those of what its payload shows.
  const needs = parent === "Mutation" ? [own] : [own, rules.types[returned] ?? rules.types[heldBy(returned)]];
  for (const need of needs) {
    if (!need || need.length === 0) continue;
    const wanted = need.map((scope) => spelledOut(scope, parent));
    if (!wanted.some((scope) => context.scopes.has(scope))) throw denied(fieldName, wanted);
  }
}

/** Throws when the app is not approved for the customer data in the field. */
export function checkProtectedData(context: Context, { parent, fieldName, type }: FieldPlace): void {
  const level = context.site.shop.settings.protectedData;
  if (level === 2) return;
  const hidden = accessRules().protected[`${parent}.${fieldName}`];
  const extensions = { code: "ACCESS_DENIED", documentation: PROTECTED };
  if (hidden !== undefined) {
    const message = `This app is not approved to use the ${fieldName} field. See ${PROTECTED} for more details.`;
    throw new GraphQLError(message, { extensions });
  }
  if (level === 0 && heldBy(getNamedType(type).name) === "Customer") {
    throw new GraphQLError(
      `This app is not approved to access the Customer object. See ${PROTECTED} for more details.`,
      { extensions },
    );
  }
}
