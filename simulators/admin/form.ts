/** What a browser sent with a form: texts only. */
export type Form = Readonly<Record<string, string>>;

/** `express.urlencoded` gives a list where a name came twice; the last one counts. */
export function decodeForm(body: unknown): Form {
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      String(Array.isArray(value) ? (value.at(-1) ?? "") : value).trim(),
    ]),
  );
}

export const text = (form: Form, name: string): string => form[name] ?? "";
export const ticked = (form: Form, name: string): boolean => text(form, name) !== "";

/** A whole number that is not negative; empty is 0. Throws with a sentence otherwise. */
export function count(form: Form, name: string, label: string): number {
  const given = text(form, name);
  if (given === "") return 0;
  if (!/^\d{1,6}$/.test(given)) throw new Error(`${label}: “${given}” is not a whole number.`);
  return Number(given);
}

/** Fields `prefix:key` by key, empty ones left out. */
export function keyed(form: Form, prefix: string): Readonly<Record<string, string>> {
  const start = `${prefix}:`;
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      name.startsWith(start) && value !== "" ? [[name.slice(start.length), value]] : [],
    ),
  );
}
