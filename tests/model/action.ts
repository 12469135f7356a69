import fc from "fast-check";
import type { CallTrouble, Concerned } from "./outside-calls.ts";
import { type MerchantDeed, merchantDeeds, returnDeeds } from "./in-shopify.ts";
import { type PersonDeed, personDeeds, personReturnDeeds } from "./in-katana.ts";

/** One thing that happens in a history. `order` and `line` pick one of those there are; what cannot happen then does not. */
export type Action =
  | {
      readonly kind: "place";
      readonly lines: readonly PlacedLine[];
      readonly shipping: number;
      readonly pending: boolean;
    }
  | ({ readonly kind: "merchant"; readonly does: MerchantDeed } & Target)
  | ({ readonly kind: "person"; readonly does: PersonDeed } & Target)
  /** The same units of a line leave on both sides before the app hears of either. */
  | ({ readonly kind: "crossing" } & Target)
  /** The app's workers do all that they were woken for. */
  | { readonly kind: "work" }
  /** What the workers do now and then of themselves, and what it wakes. */
  | { readonly kind: "sweep" }
  | { readonly kind: "pass"; readonly seconds: number }
  | { readonly kind: "settle" }
  | { readonly kind: "trouble"; readonly call: CallTrouble; readonly skip: number; readonly of: Concerned }
  | { readonly kind: "webhooks"; readonly as: "usual" | "lost" | "twice" | "shuffled" };

/** What a deed is done to; `count` says how much of it, where that means something. */
export interface Target {
  readonly order: number;
  readonly line: number;
  readonly count: number;
}

export interface PlacedLine {
  /** Of the shop's articles; one beyond them is a custom line. */
  readonly article: number;
  readonly quantity: number;
  readonly discounted: boolean;
}

/** How many of the shop's articles histories sell. Few, so that several lines have the same SKU. */
export const articles = 4;

const when = fc.constantFrom("before" as const, "after" as const);
const target = { order: fc.nat({ max: 1 }), line: fc.nat({ max: 3 }), count: fc.nat({ max: 5 }) };

const placedLine: fc.Arbitrary<PlacedLine> = fc.record({
  article: fc.nat({ max: articles }),
  quantity: fc.integer({ min: 1, max: 4 }),
  discounted: fc.boolean(),
});

const place: fc.Arbitrary<Action> = fc.record({
  kind: fc.constant("place" as const),
  lines: fc.array(placedLine, { minLength: 1, maxLength: 3 }),
  shipping: fc.nat({ max: 2 }),
  pending: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

const callTrouble: fc.Arbitrary<CallTrouble> = fc.oneof(
  fc.record({
    kind: fc.constant("status" as const),
    status: fc.constantFrom(429 as const, 500 as const, 503 as const),
  }),
  fc.record({ kind: fc.constant("time-out" as const), when }),
  fc.record({ kind: fc.constant("drop" as const), when }),
  fc.record({ kind: fc.constant("kill" as const), when }),
  fc.record({ kind: fc.constant("late" as const), afterMs: fc.constantFrom(1_000, 30_000) }),
);

const troubleOf = (of: Concerned, call: fc.Arbitrary<CallTrouble>, max: number): fc.Arbitrary<Action> =>
  fc.record({ kind: fc.constant("trouble" as const), call, skip: fc.nat({ max }), of: fc.constant(of) });

const trouble: fc.Arbitrary<Action> = fc.oneof(
  troubleOf("any", callTrouble, 8),
  { weight: 2, arbitrary: troubleOf("writes", callTrouble, 2) },
  troubleOf("reads", fc.constant({ kind: "freeze" }), 5),
);

const merchant: fc.Arbitrary<Action> = fc.record({
  kind: fc.constant("merchant" as const),
  does: fc.constantFrom(...merchantDeeds),
  ...target,
});

const returning: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("merchant" as const), does: fc.constantFrom(...returnDeeds), ...target }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("person" as const),
      does: fc.constantFrom(...personReturnDeeds),
      ...target,
    }),
  },
);

const person: fc.Arbitrary<Action> = fc.record({
  kind: fc.constant("person" as const),
  does: fc.constantFrom(...personDeeds),
  ...target,
});

const later: fc.Arbitrary<Action> = fc.oneof(
  { weight: 1, arbitrary: place },
  { weight: 9, arbitrary: merchant },
  { weight: 5, arbitrary: returning },
  { weight: 6, arbitrary: person },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("crossing" as const), ...target }) },
  { weight: 4, arbitrary: trouble },
  { weight: 5, arbitrary: fc.constant<Action>({ kind: "work" }) },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: "sweep" }) },
  { weight: 2, arbitrary: fc.constant<Action>({ kind: "settle" }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), seconds: fc.constantFrom(1, 45, 130, 400) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("webhooks" as const),
      as: fc.constantFrom("usual" as const, "lost" as const, "twice" as const, "shuffled" as const),
    }),
  },
);

const deed = (does: MerchantDeed): Action => ({ kind: "merchant", does, order: 0, line: 0, count: 1 });

/** Histories begin with an order, and mostly let it come over before anything else happens; some begin with its goods sent, or on their way back. */
export const history: fc.Arbitrary<readonly Action[]> = fc
  .tuple(place, fc.nat({ max: 5 }), fc.array(later, { minLength: 3, maxLength: 18 }))
  .map(([first, begun, rest]): readonly Action[] => [
    first,
    ...(begun > 0 ? [{ kind: "settle" } as const] : []),
    ...(begun > 3 ? [deed("fulfil"), { kind: "settle" } as const] : []),
    ...(begun > 4 ? [deed("open-return"), { kind: "settle" } as const] : []),
    ...rest,
  ]);
