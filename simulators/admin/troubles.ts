import type { DeliveryKnobs, Deliveries } from "../kit/deliveries.ts";
import type { Fault, Faults, RequestMatch } from "../kit/faults.ts";
import type { Shop } from "../shopify/control.ts";
import { text, ticked, type Form } from "./form.ts";
import type { TroublesView } from "./pages/troubles.ts";

interface Sides {
  readonly deliveries: Deliveries;
  readonly katanaFaults: Faults | null;
}

interface Planned {
  readonly words: string;
  readonly match: RequestMatch;
  readonly fault: Fault;
  readonly times: number;
}

const newSalesOrder: RequestMatch = { method: "POST", path: /^\/sales_orders$/ };

const katanaTroubles: Readonly<Record<string, Planned>> = {
  fail: {
    words: "The next new sales order is answered with 500.",
    match: newSalesOrder,
    fault: { kind: "status", status: 500 },
    times: 1,
  },
  "time-out": {
    words: "The next new sales order is made, but not answered.",
    match: newSalesOrder,
    fault: { kind: "no-answer", when: "after" },
    times: 1,
  },
  late: {
    words: "The next new sales order is made 30 seconds late and not answered.",
    match: newSalesOrder,
    fault: { kind: "late-write", delayMs: 30_000 },
    times: 1,
  },
  "rate-limit": {
    words: "The next 5 requests are answered with 429.",
    match: {},
    fault: { kind: "status", status: 429, headers: { "Retry-After": "5" } },
    times: 5,
  },
  down: {
    words: "All requests are answered with 503.",
    match: {},
    fault: { kind: "status", status: 503 },
    times: Infinity,
  },
};

export interface Troubles {
  view(): TroublesView;
  /** Makes trouble of the kind and says what will happen. Throws when there is no such kind. */
  make(kind: string, given: { readonly shop: Shop; readonly form: Form }): string;
}

/** What a person at the simulated admin made go wrong. */
export function createTroubles({ deliveries, katanaFaults }: Sides): Troubles {
  let knobs: Pick<DeliveryKnobs, "delayMs" | "duplicate" | "shuffle"> = { delayMs: 0, duplicate: 0, shuffle: false };
  let paused = false;
  let planned: readonly string[] = [];

  function setWebhooks(form: Form): string {
    const duplicate = Number(text(form, "duplicate"));
    knobs = {
      delayMs: Math.max(0, Number(text(form, "delaySeconds")) * 1000),
      duplicate,
      shuffle: ticked(form, "shuffle"),
    };
    deliveries.set(knobs);
    paused = ticked(form, "paused");
    if (paused) deliveries.pause();
    else deliveries.resume();
    return "From now on, webhooks behave so.";
  }

  function plan(kind: string): string {
    if (!katanaFaults) throw new Error("There is no Katana here.");
    if (kind === "clear") {
      katanaFaults.clear();
      planned = [];
      return "Nothing is planned to go wrong any more.";
    }
    const trouble = katanaTroubles[kind];
    if (!trouble) throw new Error(`There is no such trouble: ${kind}.`);
    katanaFaults.add({ match: trouble.match, fault: trouble.fault, times: trouble.times });
    planned = [...planned, trouble.words];
    return trouble.words;
  }

  return {
    view: () => ({ knobs: { ...knobs, paused }, planned }),
    make(kind, { shop, form }) {
      if (kind === "webhooks") return setWebhooks(form);
      if (kind.startsWith("katana/")) return plan(kind.slice("katana/".length));
      if (kind === "lose") {
        deliveries.dropNext();
        return "The next webhook will be lost.";
      }
      if (kind === "routing") {
        shop.settings.routingDelayMs = Math.max(0, Number(text(form, "routingSeconds")) * 1000);
        return "Saved for the orders that follow.";
      }
      throw new Error(`There is no such trouble: ${kind}.`);
    },
  };
}
