import type { SideField, ThreeSides } from "./side-row.ts";

/** What a row's three sides come to. */
export type SideVerdict =
  | { readonly kind: "same" }
  /** Shopify and Katana say different things. */
  | { readonly kind: "differs"; readonly fields: readonly SideField[] }
  /** One side says what was not agreed on, and the other could not be read. */
  | { readonly kind: "changed"; readonly side: "shopify" | "katana"; readonly fields: readonly SideField[] }
  | { readonly kind: "added"; readonly side: "shopify" | "katana" }
  | { readonly kind: "removed"; readonly side: "shopify" | "katana" | "both" };

/** What a row says, and in what each side is not as last agreed on. */
interface Explained {
  readonly verdict: SideVerdict | null;
  readonly katana: ThreeSides["katana"];
  readonly changed: Judged["changed"];
}

interface Judged {
  readonly read: { readonly shopify: boolean; readonly katana: boolean };
  readonly changed: { readonly shopify: readonly SideField[]; readonly katana: readonly SideField[] };
  /** In what Shopify and Katana differ. */
  readonly between: readonly SideField[];
}

const same: SideVerdict = { kind: "same" };

/** What can be said of a row of which only one side was read: as last agreed on is as good as the same. */
const oneSided = (side: "shopify" | "katana", sides: ThreeSides, fields: readonly SideField[]): SideVerdict => {
  if (sides[side] === null) return { kind: "removed", side };
  if (sides.agreed === null) return { kind: "added", side };
  return fields.length === 0 ? same : { kind: "changed", side, fields };
};

export const verdictOf = (sides: ThreeSides, { read, changed, between }: Judged): SideVerdict | null => {
  if (!read.shopify && !read.katana) return null;
  if (!read.katana) return oneSided("shopify", sides, changed.shopify);
  if (!read.shopify) return oneSided("katana", sides, changed.katana);
  const { shopify, agreed, katana } = sides;
  if (shopify !== null && katana !== null) return between.length === 0 ? same : { kind: "differs", fields: between };
  if (shopify === null && katana === null) return { kind: "removed", side: "both" };
  const has = shopify === null ? "katana" : "shopify";
  const lacks = shopify === null ? "shopify" : "katana";
  return agreed === null ? { kind: "added", side: has } : { kind: "removed", side: lacks };
};

const sideWords = { shopify: "in Shopify", katana: "in Katana", both: "on both sides" } as const;

const listed = (fields: readonly SideField[]): string => {
  const words = fields.join(", ");
  const last = words.lastIndexOf(", ");
  const joined = last === -1 ? words : `${words.slice(0, last)} and ${words.slice(last + 2)}`;
  return `${joined.slice(0, 1).toUpperCase()}${joined.slice(1)}`;
};

/** In a few words, to stand under the row's name. */
export const describeVerdict = (verdict: SideVerdict): string => {
  switch (verdict.kind) {
    case "same":
      return "Same on both sides";
    case "differs":
      return `${listed(verdict.fields)} ${verdict.fields.length === 1 ? "differs" : "differ"}`;
    case "changed":
      return `${listed(verdict.fields)} changed ${sideWords[verdict.side]}`;
    case "added":
      return `Added ${sideWords[verdict.side]}`;
    case "removed":
      return `Removed ${sideWords[verdict.side]}`;
  }
};

const whyDiffers = ({ shopify, katana }: Judged["changed"]): string | null => {
  if (shopify.length > 0 && katana.length > 0) return "Changed in Shopify, and otherwise in Katana.";
  if (shopify.length > 0) return "Changed in Shopify, and not carried over so far.";
  return katana.length > 0 ? "Changed by somebody in Katana. Tandem leaves that as it is." : null;
};

/** CHG-1: who made the difference, and what becomes of it; null where the verdict says all there is to say. */
export const explainVerdict = ({ verdict, katana, changed }: Explained): string | null => {
  switch (verdict?.kind) {
    case "differs":
      return whyDiffers(changed);
    case "added":
      return verdict.side === "katana"
        ? "Added by somebody in Katana. Tandem leaves it alone."
        : "Not carried over to Katana so far.";
    case "removed":
      if (verdict.side === "katana") return "Deleted by somebody in Katana. Tandem does not add it again.";
      return verdict.side === "shopify" && katana !== null ? "Its row is still in Katana." : null;
    case "same":
    case "changed":
    case undefined:
      return null;
  }
};
