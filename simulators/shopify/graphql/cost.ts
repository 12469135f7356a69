import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * What a query costs. The documented model is linear; the one in use was told by Shopify's staff: a connection or list asked
 * for with `first` costs 2·ln(first), rounded down, times what one item costs, and 2 more for a connection.
 */
export const MAX_QUERY_COST = 1000;

const MUTATION_COST = 10;
/** Value objects that cost nothing themselves. */
const FREE = new Set(["PageInfo", "UserError"]);

const factor = (count: number): number => Math.floor(2 * Math.log(Math.max(2, count)));

interface Costing {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

function pageSize(costing: Costing, field: FieldNode, definition: GraphQLField<unknown, unknown>): number | null {
  for (const name of ["first", "last"]) {
    const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.VARIABLE) {
      const given = costing.variables[value.name.value];
      if (typeof given === "number") return given;
    }
    const preset = definition.args.find((argument) => argument.name === name)?.defaultValue;
    if (typeof preset === "number") return preset;
  }
  return null;
}

function fieldCost(costing: Costing, parent: GraphQLCompositeType, field: FieldNode): number {
  const name = field.name.value;
  if (name.startsWith("__") || !("getFields" in parent)) return 0;
  const definition = parent.getFields()[name];
  if (!definition || !field.selectionSet) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return 0;
  const inside = selectionCost(costing, type, field.selectionSet);
  if (parent.name === "Mutation") return MUTATION_COST;
  const size = pageSize(costing, field, definition);
  if (type.name.endsWith("Connection")) return 2 + factor(size ?? 2) * inside;
  // `nodes`, `edges` and `node` of a connection: one item, counted by the connection around it.
  if (parent.name.endsWith("Connection")) return type.name.endsWith("Edge") ? inside : own(type) + inside;
  if (isList(definition.type) && size !== null) return factor(size) * (own(type) + inside);
  return own(type) + inside;
}

const own = (type: GraphQLCompositeType): number => (FREE.has(type.name) ? 0 : 1);

/** Fragments on different types of an abstract one exclude each other: the dearest counts. */
function selectionCost(costing: Costing, parent: GraphQLCompositeType, selectionSet: SelectionSetNode): number {
  let shared = 0;
  const perType = new Map<string, number>();
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      shared += fieldCost(costing, parent, selection);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? costing.fragments[selection.name.value] : selection;
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value ?? parent.name;
    const type = costing.schema.getType(condition);
    if (!type || !isCompositeType(type)) continue;
    const cost = selectionCost(costing, type, fragment.selectionSet);
    if (isAbstractType(parent) && condition !== parent.name)
      perType.set(condition, (perType.get(condition) ?? 0) + cost);
    else shared += cost;
  }
  return shared + Math.max(0, ...perType.values());
}

export function requestedCost(costing: Costing, operation: OperationDefinitionNode): number {
  const root = costing.schema.getRootType(operation.operation);
  return root ? selectionCost(costing, root, operation.selectionSet) : 0;
}

/** What was returned, counted: objects cost 1, values nothing, a mutation its flat price. */
export function actualCost(data: unknown, isMutation: boolean): number {
  if (isMutation) return MUTATION_COST;
  const count = (value: unknown): number => {
    if (Array.isArray(value)) return value.reduce((all: number, item) => all + count(item), 0);
    if (typeof value !== "object" || value === null) return 0;
    const isPageInfo = "hasNextPage" in value;
    return (isPageInfo ? 0 : 1) + Object.values(value).reduce((all: number, item) => all + count(item), 0);
  };
  return Math.max(0, count(data) - 1);
}

export const maxCostExceeded = (cost: number): GraphQLError =>
  new GraphQLError(
    `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}). See https://shopify.dev/api/usage/rate-limits for more information on how the cost of a query is calculated.`,
    {
      extensions: {
        code: "MAX_COST_EXCEEDED",
        cost,
        maxCost: MAX_QUERY_COST,
        documentation: "https://shopify.dev/api/usage/rate-limits",
      },
    },
  );

export const throttled = (): GraphQLError =>
  new GraphQLError("Throttled", {
    extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
  });
