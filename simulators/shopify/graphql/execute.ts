import {
  executeSync,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFieldResolver,
} from "graphql";
import { withImplied } from "../webhooks/topics.ts";
import type { Site } from "../world.ts";
import { checkProtectedData, checkScopes } from "./access.ts";
import { spend, throttleStatus } from "./bucket.ts";
import type { Context, View } from "./context.ts";
import { actualCost, MAX_QUERY_COST, maxCostExceeded, requestedCost, throttled } from "./cost.ts";
import { mutationRoot } from "./mutations.ts";
import { orderView } from "./order-view.ts";
import { queryRoot } from "./query.ts";
import { adminSchema } from "./schema.ts";

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

export interface GraphqlAnswer {
  readonly body: { readonly data?: unknown; readonly errors?: readonly GraphQLError[]; readonly extensions?: object };
  readonly operation: string | null;
  readonly cost: { readonly requested: number; readonly actual: number | null } | null;
}

interface Prepared {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
}

const prepared = new Map<string, Prepared>();

/** graphql-js words its errors differently from Shopify's server; the codes are the same. */
function withCode(error: GraphQLError): GraphQLError {
  const unknown = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  if (!unknown) return error;
  const [, fieldName, typeName] = unknown;
  return new GraphQLError(`Field '${fieldName}' doesn't exist on type '${typeName}'`, {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    extensions: { code: "undefinedField", typeName, fieldName },
  });
}

function prepare(query: string): Prepared {
  const known = prepared.get(query);
  if (known) return known;
  let made: Prepared;
  try {
    const document = parse(query);
    made = { document, errors: validate(adminSchema(), document).map(withCode) };
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    made = { document: null, errors: [cause] };
  }
  if (prepared.size > 1000) prepared.clear();
  prepared.set(query, made);
  return made;
}

/** Fields are keys of the view; what is not there is said aloud. */
const resolveField: GraphQLFieldResolver<View, Context> = (source, args, context, info) => {
  const parent = info.parentType.name;
  const place = { parent, fieldName: info.fieldName, type: info.returnType };
  checkScopes(context, place);
  checkProtectedData(context, place);
  const value = source[info.fieldName];
  if (value === undefined) throw new GraphQLError(`Simulator: ${parent}.${info.fieldName} not implemented`);
  return typeof value === "function" ? (value as (...all: unknown[]) => unknown)(args, context, info) : value;
};

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function variablesWithDefaults(document: DocumentNode, given: GraphqlRequest): Readonly<Record<string, unknown>> {
  const operation = getOperationAST(document, given.operationName);
  const presets = (operation?.variableDefinitions ?? []).flatMap((definition): [string, unknown][] =>
    definition.defaultValue?.kind === Kind.INT
      ? [[definition.variable.name.value, Number(definition.defaultValue.value)]]
      : [],
  );
  return { ...Object.fromEntries<unknown>(presets), ...given.variables };
}

export function operationNameOf(request: GraphqlRequest): string | null {
  const { document } = prepare(request.query);
  if (!document) return request.operationName;
  return getOperationAST(document, request.operationName)?.name?.value ?? request.operationName;
}

/** Runs one request as Shopify does: schema, cost, scopes, then the resolvers. */
export function executeGraphql(site: Site, scopes: readonly string[], request: GraphqlRequest): GraphqlAnswer {
  const { document, errors } = prepare(request.query);
  const operation = document ? getOperationAST(document, request.operationName) : null;
  const name = operation?.name?.value ?? null;
  if (!document || errors.length > 0) return { body: { errors }, operation: name, cost: null };
  if (!operation) {
    return { body: { errors: [new GraphQLError("No operation to run was named")] }, operation: null, cost: null };
  }

  const variables = variablesWithDefaults(document, request);
  const costing = { schema: adminSchema(), fragments: fragmentsOf(document), variables };
  const requested = requestedCost(costing, operation);
  if (requested > MAX_QUERY_COST) {
    return { body: { errors: [maxCostExceeded(requested)] }, operation: name, cost: { requested, actual: null } };
  }
  const before = throttleStatus(site);
  if (requested > before.currentlyAvailable) {
    const cost = { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: before };
    return {
      body: { errors: [throttled()], extensions: { cost } },
      operation: name,
      cost: { requested, actual: null },
    };
  }

  const context: Context = {
    site,
    scopes: withImplied(scopes),
    searchWarnings: [],
    showOrder: (order) => orderView(context, order),
  };
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const result = executeSync({
    schema: adminSchema(),
    document,
    rootValue: isMutation ? mutationRoot(context) : queryRoot(context),
    contextValue: context,
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolveField as GraphQLFieldResolver<unknown, unknown>,
    typeResolver: (value) => (value as View).__typename,
  });
  const actual = Math.min(requested, actualCost(result.data, isMutation));
  const cost = { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: spend(site, actual) };
  const search = context.searchWarnings.length > 0 ? { search: context.searchWarnings } : {};
  return {
    body: {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(result.errors ? { errors: result.errors } : {}),
      extensions: { cost, ...search },
    },
    operation: name,
    cost: { requested, actual },
  };
}
