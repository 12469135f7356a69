import type { Session } from "@shopify/shopify-app-remix/server";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Clock } from "../../sync/ports.ts";

/** The library's own five minutes, and a little more: whatever it is about to renew has to be seen here first. */
const aboutToExpireMs = 5 * 60_000 + 10_000;

/** The part of the library's session storage that is needed here. */
export interface SessionStorage {
  loadSession(id: string): Promise<Session | undefined>;
}

export const loadOfflineSession = (storage: SessionStorage, shop: ShopDomain): Promise<Session | undefined> =>
  storage.loadSession(`offline_${shop}`);

const aboutToExpire = (expires: Date | undefined, clock: Clock): boolean =>
  expires !== undefined && expires.getTime() - clock.now() < aboutToExpireMs;

/** Whether the library will exchange a token when a page is opened: without a session, without its token, or shortly before its end. */
export const needsExchange = (session: Session | undefined, clock: Clock): boolean =>
  !session?.accessToken || aboutToExpire(session.expires, clock);

/** Whether the library will renew the token before it calls Shopify in the background. */
export const needsRenewal = (session: Session | undefined, clock: Clock): boolean =>
  Boolean(session?.refreshToken) && aboutToExpire(session?.expires, clock);

/** Whether the shop has been idle so long that only opening the app gives a token again. */
export const isBeyondRenewal = (session: Session | undefined, clock: Clock): boolean =>
  isPast(session?.expires, clock) && isPast(session?.refreshTokenExpires, clock);

const isPast = (instant: Date | undefined, clock: Clock): boolean =>
  instant !== undefined && instant.getTime() <= clock.now();
