import { Link } from "@shopify/polaris";
import { Fragment } from "react";

/** The pages that a remedy may name, as it names them. */
const pages: readonly (readonly [name: string, url: string])[] = [
  ["Settings › Orders", "/app/settings/orders"],
  ["Settings › Locations", "/app/settings/locations"],
  ["Settings › Connection", "/app/settings/connection"],
];

/** A remedy in words; a page of the app that it names is a link to that page. */
export function RemedyText({ words }: { readonly words: string }) {
  const [name, url] = pages.find(([each]) => words.includes(each)) ?? [];
  if (name === undefined || url === undefined) return <>{words}</>;
  return words.split(name).map((part, place) => (
    <Fragment key={part}>
      {place === 0 ? null : <Link url={url}>{name}</Link>}
      {part}
    </Fragment>
  ));
}
