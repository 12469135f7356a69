import type { ShopDomain } from "../../domain/ids.ts";
import type { Shopify } from "../../shopify.server.ts";
import type { Clock, Leases } from "../../sync/ports.ts";
import { loadOfflineSession, needsExchange } from "./offline-session.ts";
import type { SessionStorage } from "./offline-session.ts";
import { readClaimedShop } from "./read-claimed-shop.ts";
import { createTokenTurns } from "./token-turns.ts";

type AuthenticatedAdmin = Awaited<ReturnType<Shopify["authenticate"]["admin"]>>;

export interface AuthenticateAdminOptions {
  readonly shopify: {
    readonly authenticate: Pick<Shopify["authenticate"], "admin">;
    readonly sessionStorage: SessionStorage;
  };
  readonly leases: Leases;
  readonly clock: Clock;
}

export type AuthenticateAdmin = (request: Request) => Promise<AuthenticatedAdmin & { readonly shop: ShopDomain }>;

/**
 * The library's `authenticate.admin`, and the shop it let in. On the first open the loaders of the layout and of the page run side
 * by side, and each would exchange its own token: those that need one go one after the other, so that only the first does.
 */
export function createAuthenticateAdmin({ shopify, leases, clock }: AuthenticateAdminOptions): AuthenticateAdmin {
  const turns = createTokenTurns(leases);
  const authenticate = async (request: Request) => {
    const context = await shopify.authenticate.admin(request);
    return { ...context, shop: context.session.shop as ShopDomain };
  };
  return async (request) => {
    const shop = readClaimedShop(request);
    if (shop === null) return authenticate(request);
    const stillNeeded = async (): Promise<boolean> =>
      needsExchange(await loadOfflineSession(shopify.sessionStorage, shop), clock);
    if (!(await stillNeeded())) return authenticate(request);
    return turns.run(shop, { stillNeeded, act: () => authenticate(request) });
  };
}
