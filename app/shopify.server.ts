import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, type Session, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Logger } from "pino";
import type { SessionStorage } from "./adapters/shopify/sealed-session-storage.ts";
import type { Env } from "./env.server.ts";

/** Runs after each token exchange that stored a session: at the install, and again whenever a token was exchanged anew. */
export type AfterAuth = (session: Session) => Promise<void>;

/** The Shopify library, set up for token exchange with expiring offline tokens. */
export function createShopify(
  env: Env,
  sessionStorage: SessionStorage,
  { logger, afterAuth }: { logger: Logger; afterAuth: AfterAuth },
) {
  return shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    apiVersion: ApiVersion.October26,
    appUrl: env.SHOPIFY_APP_URL,
    authPathPrefix: "/auth",
    sessionStorage,
    distribution: AppDistribution.AppStore,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: { afterAuth: ({ session }) => afterAuth(session) },
    logger: { level: LogSeverity.Warning, log: (_severity, message) => logger.warn({ library: "shopify" }, message) },
  });
}

export type Shopify = ReturnType<typeof createShopify>;
