import { Page, type PageProps } from "@shopify/polaris";
import type { ShopView } from "../sync/views.ts";
import { StateBadge } from "./state-badge.tsx";

interface AppPageProps extends Omit<PageProps, "title"> {
  readonly title: string;
  readonly shop: ShopView;
}

/** The frame of every page: its title and how the shop stands, unless `titleMetadata` says that and more. */
export function AppPage({ shop, ...page }: AppPageProps) {
  return <Page titleMetadata={<StateBadge state={shop.state} />} {...page} />;
}
