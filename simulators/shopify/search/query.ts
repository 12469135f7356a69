/** Shopify's search syntax as a tree. */
export type SearchNode =
  | { readonly kind: "and" | "or"; readonly parts: readonly SearchNode[] }
  | { readonly kind: "not"; readonly part: SearchNode }
  | { readonly kind: "term"; readonly field: string | null; readonly operator: Operator; readonly value: string }
  | { readonly kind: "all" };

export type Operator = ":" | ">" | ">=" | "<" | "<=";

interface Token {
  readonly kind: "(" | ")" | "and" | "or" | "not" | "term";
  readonly field?: string | null;
  readonly operator?: Operator;
  readonly value?: string;
}

const TERM = /(?:([A-Za-z_][\w.$-]*):\s*(>=|<=|>|<)?\s*)?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s()]+))/y;

function readTerm(text: string, at: number): { readonly token: Token; readonly end: number } | null {
  TERM.lastIndex = at;
  const match = TERM.exec(text);
  if (!match) return null;
  const [, field, operator, single, double, bare] = match;
  const value = (single ?? double ?? bare ?? "").replace(/\\(.)/g, "$1");
  return {
    token: { kind: "term", field: field ?? null, operator: (operator as Operator | undefined) ?? ":", value },
    end: TERM.lastIndex,
  };
}

const SIGNS: Readonly<Record<string, Token["kind"]>> = { "(": "(", ")": ")", "-": "not" };

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest)?.[0];
    const word = /^(AND|OR|NOT)(?=[\s(]|$)/.exec(rest)?.[1];
    const sign = SIGNS[rest[0] ?? ""];
    if (space) {
      at += space.length;
    } else if (sign && (sign !== "not" || rest.length > 1)) {
      tokens.push({ kind: sign });
      at += 1;
    } else if (word) {
      tokens.push({ kind: word.toLowerCase() as "and" | "or" | "not" });
      at += word.length;
    } else {
      const term = readTerm(text, at);
      if (!term) throw new Error(`The search cannot be read from: ${rest}`);
      tokens.push(term.token);
      at = term.end;
    }
  }
  return tokens;
}

const joined = (kind: "and" | "or", parts: readonly SearchNode[]): SearchNode =>
  parts.length === 1 ? (parts[0] as SearchNode) : { kind, parts };

/** A space means AND, which binds tighter than OR. */
export function parseSearch(text: string): SearchNode {
  const tokens = tokenize(text);
  let at = 0;
  const next = (): Token | undefined => tokens[at];

  function primary(): SearchNode {
    const token = tokens[at];
    at += 1;
    if (!token) return { kind: "all" };
    if (token.kind === "not") return { kind: "not", part: primary() };
    if (token.kind === "term") {
      return { kind: "term", field: token.field ?? null, operator: token.operator ?? ":", value: token.value ?? "" };
    }
    if (token.kind !== "(") return { kind: "all" };
    const inner = either();
    if (next()?.kind === ")") at += 1;
    return inner;
  }

  function both(): SearchNode {
    const parts = [primary()];
    for (let token = next(); token && token.kind !== "or" && token.kind !== ")"; token = next()) {
      if (token.kind === "and") at += 1;
      parts.push(primary());
    }
    return joined("and", parts);
  }

  function either(): SearchNode {
    const parts = [both()];
    while (next()?.kind === "or") {
      at += 1;
      parts.push(both());
    }
    return joined("or", parts);
  }

  return tokens.length === 0 ? { kind: "all" } : either();
}

/** Evaluates the tree with a test for its terms. */
export function evaluate(node: SearchNode, test: (term: Extract<SearchNode, { kind: "term" }>) => boolean): boolean {
  switch (node.kind) {
    case "all":
      return true;
    case "and":
      return node.parts.every((part) => evaluate(part, test));
    case "or":
      return node.parts.some((part) => evaluate(part, test));
    case "not":
      return !evaluate(node.part, test);
    case "term":
      return test(node);
  }
}

export function fieldsOf(node: SearchNode): string[] {
  if (node.kind === "term") return node.field === null ? [] : [node.field];
  if (node.kind === "not") return fieldsOf(node.part);
  return node.kind === "all" ? [] : node.parts.flatMap(fieldsOf);
}

export function compare(operator: Operator, difference: number): boolean {
  switch (operator) {
    case ":":
      return difference === 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
  }
}
