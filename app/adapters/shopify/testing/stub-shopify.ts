import { setTimeout as sleep } from "node:timers/promises";
import { Session } from "@shopify/shopify-app-remix/server";
import type { ShopDomain } from "../../../domain/ids.ts";

export const shop = "acme.myshopify.com" as ShopDomain;
export const now = Date.parse("2026-11-23T10:00:00Z");
export const clock = { now: () => now };

/** Minutes from now until the token ends, and until it can no longer be renewed. */
export function sessionOf({
  ends = 60,
  renewableFor = 60 * 24,
}: { ends?: number; renewableFor?: number } = {}): Session {
  const inMinutes = (minutes: number) => new Date(now + minutes * 60_000);
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    accessToken: "shpat_x",
    expires: inMinutes(ends),
    refreshToken: "shprt_x",
    refreshTokenExpires: inMinutes(renewableFor),
  });
}

/** Stands in for the library: gives a session a new hour when it is about to end, without looking who else does. */
export function stubShopify(stored: Session | undefined, { tokenMs = 5 }: { tokenMs?: number } = {}) {
  let session = stored;
  let requests = 0;
  const renew = async () => {
    requests += 1;
    await sleep(tokenMs);
    session = sessionOf();
    session.accessToken = `shpat_${String(requests)}`;
  };
  const isFresh = () => session?.expires !== undefined && session.expires.getTime() - now > 5 * 60_000;
  return {
    tokenRequests: () => requests,
    forget: () => {
      session = undefined;
    },
    sessionStorage: {
      loadSession: (id: string) => Promise.resolve(id === `offline_${shop}` ? session : undefined),
    },
    endSession: (_ended: Session, at: Date) => {
      if (session) session.expires = at;
      return Promise.resolve();
    },
    /** What both of the library's ways in do first. */
    enter: async () => {
      if (!isFresh()) await renew();
      return session ?? sessionOf();
    },
  };
}
