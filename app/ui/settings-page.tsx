import { BlockStack, type PageProps } from "@shopify/polaris";
import type { ShopView } from "../sync/views.ts";
import { AppPage } from "./app-page.tsx";
import { LinkTabs } from "./link-tabs.tsx";

const tabs = [
  { key: "orders", label: "Orders", url: "/app/settings/orders" },
  { key: "locations", label: "Locations", url: "/app/settings/locations" },
  { key: "connection", label: "Connection", url: "/app/settings/connection" },
  { key: "privacy", label: "Privacy", url: "/app/settings/privacy" },
] as const;

interface SettingsPageProps extends Pick<PageProps, "primaryAction" | "children"> {
  readonly shop: ShopView;
  readonly tab: (typeof tabs)[number]["key"];
}

/** The frame of the settings pages. While set-up is unfinished it leads back to the checklist. */
export function SettingsPage({ shop, tab, children, ...page }: SettingsPageProps) {
  const settingUp = shop.state !== "active" && shop.state !== "paused";
  return (
    <AppPage
      {...page}
      title="Settings"
      shop={shop}
      {...(settingUp ? { backAction: { content: "Set-up", url: "/app" } } : {})}
    >
      <BlockStack gap="400">
        <LinkTabs label="Settings" tabs={tabs.map(({ key, label, url }) => ({ label, url, isCurrent: key === tab }))} />
        {children}
      </BlockStack>
    </AppPage>
  );
}
