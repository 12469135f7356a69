import { Banner, Link, List } from "@shopify/polaris";
import type { RefusedRequest } from "../sync/views.ts";

/** What was asked for and not done, each with why; it stays until the next request. */
export function RefusedRequests({ refused }: { readonly refused: readonly RefusedRequest[] }) {
  if (refused.length === 0) return null;
  return (
    // Polaris puts space of its own between banners that are neighbours; the banner itself is what is read out.
    <div>
      <Banner tone="warning" title={refused.length === 1 ? "That was not done" : "Some of it was not done"}>
        <List>
          {refused.map(({ name, words, salesOrder }) => (
            <List.Item key={name}>
              {name}: {words}{" "}
              {salesOrder === null ? null : (
                <Link url={salesOrder.url} target="_blank">
                  Open sales order {salesOrder.no} in Katana
                </Link>
              )}
            </List.Item>
          ))}
        </List>
      </Banner>
    </div>
  );
}
