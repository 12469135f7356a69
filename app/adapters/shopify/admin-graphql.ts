import type { Session } from "@shopify/shopify-app-remix/server";
import { z } from "zod";
import type { ShopDomain } from "../../domain/ids.ts";
import type { Shopify } from "../../shopify.server.ts";
import type { Clock, Leases } from "../../sync/ports.ts";
import type { AdminGraphql } from "./ask-shopify.ts";
import { isBeyondRenewal, loadOfflineSession, needsRenewal } from "./offline-session.ts";
import type { SessionStorage } from "./offline-session.ts";
import { NoToken } from "./no-token.ts";
import { createTokenTurns } from "./token-turns.ts";
import type { TokenTurns } from "./token-turns.ts";

/** What is needed of the library. */
export interface ShopifyLibrary {
  readonly unauthenticated: Pick<Shopify["unauthenticated"], "admin">;
  readonly sessionStorage: SessionStorage;
}

export interface AdminGraphqlOptions {
  readonly shopify: ShopifyLibrary;
  readonly leases: Leases;
  readonly clock: Clock;
  /** Lets a kept session count as run out from then on, unless it was removed or renewed since it was read. */
  readonly endSession: (session: Session, at: Date) => Promise<void>;
  /** How long Shopify may take for a token, and for an answer. */
  readonly timeoutMs?: number;
}

/** Reaches any shop that has the app, with the token kept for it; the library renews the token, one caller at a time. */
export function createAdminGraphqlFor(options: AdminGraphqlOptions): (shop: ShopDomain) => AdminGraphql {
  const { timeoutMs = 20_000 } = options;
  const turns = createTokenTurns(options.leases);
  return (shop) => async (document, variables) => {
    const opening = { shop, turns, timeoutMs };
    const ask = async ({ admin }: UnauthenticatedAdmin): Promise<unknown> => {
      const answer = await admin.graphql(document, {
        variables,
        // The library's own retries sleep milliseconds where Shopify says seconds.
        tries: 1,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { data } = (await answer.json()) as { readonly data?: unknown };
      return data;
    };
    const opened = await openAdmin(options, opening);
    try {
      return await ask(opened);
    } catch (thrown) {
      const reopened = isRefusedToken(thrown) ? await reopenUnlessRefused(options, opening, opened.session) : null;
      if (reopened === null) throw thrown;
      return ask(reopened);
    }
  };
}

const isRefusedToken = (thrown: unknown): boolean => refusedToken.safeParse(thrown).success;
const refusedToken = z.object({ response: z.object({ code: z.literal(401) }) });

/** The library throws a bare `Response` when Shopify gives no new token. The refusal of the old one tells more. */
const reopenUnlessRefused: typeof reopenAdmin = (...reopening) =>
  reopenAdmin(...reopening).catch((thrown: unknown) => {
    if (thrown instanceof Response) return null;
    throw thrown;
  });

/**
 * A token that Shopify no longer takes counts as run out from now on: the library then renews it, or exchanges a new one when the app is
 * opened. Of itself it would keep it until its end. Null when it cannot be renewed.
 */
function reopenAdmin(
  { shopify, clock, endSession }: AdminGraphqlOptions,
  { shop, turns, timeoutMs }: Opening,
  refused: Session,
): Promise<UnauthenticatedAdmin | null> {
  const act = async (): Promise<UnauthenticatedAdmin | null> => {
    const kept = await loadOfflineSession(shopify.sessionStorage, shop);
    if (kept === undefined) return null;
    if (kept.accessToken === refused.accessToken) {
      await endSession(kept, new Date(clock.now()));
      if (!kept.refreshToken) return null;
    }
    return withinTime(shopify.unauthenticated.admin(shop), timeoutMs);
  };
  return turns.run(shop, { stillNeeded: () => Promise.resolve(true), act });
}

type UnauthenticatedAdmin = Awaited<ReturnType<ShopifyLibrary["unauthenticated"]["admin"]>>;

interface Opening {
  readonly shop: ShopDomain;
  readonly turns: TokenTurns;
  readonly timeoutMs: number;
}

async function openAdmin(
  { shopify, clock }: AdminGraphqlOptions,
  { shop, turns, timeoutMs }: Opening,
): Promise<UnauthenticatedAdmin> {
  const load = () => loadOfflineSession(shopify.sessionStorage, shop);
  const open = (): Promise<UnauthenticatedAdmin> => withinTime(shopify.unauthenticated.admin(shop), timeoutMs);
  const session = await load();
  // Asking all the same would look like trouble at Shopify that passes.
  if (isBeyondRenewal(session, clock)) throw new NoToken("run-out");
  if (!needsRenewal(session, clock)) return open();
  return turns.run(shop, { stillNeeded: async () => needsRenewal(await load(), clock), act: open });
}

/** The library asks for a token without a deadline. */
async function withinTime<Value>(work: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoToken("late"));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
