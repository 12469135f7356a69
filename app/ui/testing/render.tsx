import { AppProvider } from "@shopify/polaris";
import polarisWords from "@shopify/polaris/locales/en.json" with { type: "json" };
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** What a piece of a page says, as the server draws it. */
export const render = (piece: ReactElement): string =>
  renderToStaticMarkup(<AppProvider i18n={polarisWords}>{piece}</AppProvider>);
