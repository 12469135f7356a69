import { Session } from "@shopify/shopify-app-remix/server";
import type { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import type { SecretSeal } from "../database/sealed-secret.ts";

/** What the Shopify library asks of a session storage. */
export type SessionStorage = Pick<
  PrismaSessionStorage<never>,
  "storeSession" | "loadSession" | "deleteSession" | "deleteSessions" | "findSessionsByShop"
>;

/**
 * Keeps sessions in `inner` with their tokens sealed, so that a copy of the database opens no shop. A session whose tokens cannot be opened
 * any more counts as missing: the shop's next visit exchanges a new one.
 */
export function sealSessions(inner: SessionStorage, seal: SecretSeal): SessionStorage {
  const opened = (session: Session | undefined): Session | undefined => session && mapTokens(session, openWith(seal));
  return {
    storeSession: (session) => {
      const sealed = mapTokens(session, (token) => seal.seal(token, session.shop));
      return sealed ? inner.storeSession(sealed) : Promise.resolve(false);
    },
    loadSession: async (id) => opened(await inner.loadSession(id)),
    deleteSession: (id) => inner.deleteSession(id),
    deleteSessions: (ids) => inner.deleteSessions(ids),
    findSessionsByShop: async (shop) =>
      (await inner.findSessionsByShop(shop)).map(opened).filter((session) => session !== undefined),
  };
}

const openWith =
  (seal: SecretSeal) =>
  (token: string, shop: string): string | null =>
    seal.open(token, shop);

/** The session with each token replaced; undefined when one cannot be. An absent token stays absent. */
function mapTokens(session: Session, map: (token: string, shop: string) => string | null): Session | undefined {
  const parameters = session.toObject();
  const accessToken = mapToken(session.accessToken, session.shop, map);
  const refreshToken = mapToken(session.refreshToken, session.shop, map);
  if (accessToken === null || refreshToken === null) return undefined;
  return new Session({
    ...parameters,
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  });
}

// The library clears a refused token by storing an empty one.
const mapToken = (
  token: string | undefined,
  shop: string,
  map: (token: string, shop: string) => string | null,
): string | null | undefined => (token ? map(token, shop) : token);
