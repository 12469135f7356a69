import { Page, type PageProps } from "@shopify/polaris";
import type { ShopView } from "../sync/views.ts";
import { StateBadge } from "./state-badge.tsx";

interface AppPageProps extends Omit<PageProps, "title" | "titleMetadata"> {
  readonly title: string;
  readonly shop: ShopView;
}

/** The frame of every page: its title and how the shop stands. */
export function AppPage({ shop, ...page }: AppPageProps) {
  return <Page {...page} titleMetadata={<StateBadge state={shop.state} />} />;
}
