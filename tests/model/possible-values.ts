/** What may be known of one value of a sales order that follows the order, a row's quantity or the fee: 0 stands for "there is none". */
export interface Possible {
  /** What Shopify said when both sides last agreed; "unsure" once a write was sent of which nobody heard the outcome. */
  readonly agreed: number | "unsure";
  /** What Katana says. */
  readonly now: number;
  /** The price that a person gave the row in Katana; null: the one it came over with. */
  readonly handPrice: number | null;
}

/** What Katana takes at this moment. */
export interface Takes {
  readonly create: boolean;
  readonly change: boolean;
  /** CHG-11: what a refund took off it since goods went may stay without asking anybody. */
  readonly keepsRefund: boolean;
}

/** How a run of the app may have gone. */
export interface RunKind {
  /** The run certainly looked at the order, and nothing went wrong to the end. */
  readonly certain: boolean;
  /** Calls of the app's may have gone wrong, so that writes of unknown outcome are possible. */
  readonly troubled: boolean;
}

/** Shopify takes tax out of each shipping line by itself: a cent more or less is no difference. */
const same = (one: number, other: number): boolean => Math.abs(one - other) < 0.025;

const distinct = (all: readonly Possible[]): readonly Possible[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one] as const)).values(),
];

/** CHG-1, CHG-2, CHG-4: what Shopify changed since both sides agreed is carried over if Katana takes it; nothing else is touched. */
export function afterLook(one: Possible, said: number, takes: Takes): Possible {
  const changed = one.agreed === "unsure" || !same(one.agreed, said);
  if (!changed) return one;
  if (same(one.now, said)) return { ...one, agreed: said };
  const taken = one.now === 0 ? takes.create : takes.change;
  if (!taken) return one;
  return { agreed: said, now: said, handPrice: one.now === 0 || said === 0 ? null : one.handPrice };
}

/** What may be, once the app ran; `earlier` are the values whose writes may take effect only now. */
export function afterRun(
  all: readonly Possible[],
  { said, earlier, takes, run }: { said: number; earlier: readonly number[]; takes: Takes; run: RunKind },
): readonly Possible[] {
  const kept = all.flatMap((one) => withRefundKept(one, said, takes));
  if (run.certain) return distinct(kept.map((one) => afterLook(afterLook(one, said, takes), said, takes)));
  const once = kept.flatMap((one) => {
    const looked = afterLook(one, said, takes);
    const cut = run.troubled && looked !== one ? [one.now, looked.now].map((now) => unsure(looked, now)) : [];
    return [one, looked, ...cut];
  });
  return distinct(run.troubled ? once.flatMap((one) => late(one, [said, ...earlier])) : once);
}

const withRefundKept = (one: Possible, said: number, { change, keepsRefund }: Takes): readonly Possible[] =>
  keepsRefund && !change && said < one.now ? [one, { ...one, agreed: said }] : [one];

const unsure = (one: Possible, now: number): Possible => ({ ...one, agreed: "unsure", now });

/** A write that nobody heard of may take effect at any moment until it is looked up. */
export const late = (one: Possible, values: readonly number[]): readonly Possible[] =>
  one.agreed === "unsure" ? [one, ...values.map((now) => unsure(one, now))] : [one];

/** Those that agree with what Katana is seen to say. */
export const seen = (all: readonly Possible[], now: number): readonly Possible[] =>
  all.filter((one) => same(one.now, now));

export const isPending = ({ agreed }: Possible, said: number): boolean => agreed === "unsure" || !same(agreed, said);
