import type { OrderState } from "../state.ts";
import type { Site } from "../world.ts";

/** What every resolver gets. */
export interface Context {
  readonly site: Site;
  /** Granted scopes, implied ones included. */
  readonly scopes: ReadonlySet<string>;
  /** Warnings for `extensions.search`. */
  readonly searchWarnings: object[];
  /** Objects that belong to an order lead back to it through here. */
  readonly showOrder: (order: OrderState) => View;
}

/**
 * A GraphQL object is a plain object whose keys are the fields that the simulator knows, each a value or a function of the
 * field's arguments. A field that is not there is answered with a loud error, never with null.
 */
export type View = { readonly __typename: string } & { readonly [field: string]: unknown };
// The schema has checked the arguments against their types before a resolver sees them.
export type Args = Readonly<Record<string, unknown>>;
