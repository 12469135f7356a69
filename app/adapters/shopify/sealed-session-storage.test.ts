import { Session } from "@shopify/shopify-app-remix/server";
import { describe, expect, it } from "vitest";
import { createSecretSeal } from "../database/sealed-secret.ts";
import { sealSessions, type SessionStorage } from "./sealed-session-storage.ts";

const seal = createSecretSeal([Buffer.alloc(32, 1)]);

function memoryStorage(): SessionStorage & { readonly kept: Map<string, Session> } {
  const kept = new Map<string, Session>();
  return {
    kept,
    storeSession: (session) => Promise.resolve(Boolean(kept.set(session.id, session))),
    loadSession: (id) => Promise.resolve(kept.get(id)),
    deleteSession: (id) => Promise.resolve(kept.delete(id)),
    deleteSessions: (ids) => Promise.resolve(ids.every((id) => kept.delete(id))),
    findSessionsByShop: (shop) => Promise.resolve([...kept.values()].filter((session) => session.shop === shop)),
  };
}

const session = (tokens: { accessToken?: string; refreshToken?: string }): Session =>
  new Session({
    id: "offline_a",
    shop: "a.myshopify.com",
    state: "",
    isOnline: false,
    scope: "read_orders",
    ...tokens,
  });

describe("sealed sessions", () => {
  it("keeps no token in the clear and gives the same session back", async () => {
    const inner = memoryStorage();
    const storage = sealSessions(inner, seal);
    await storage.storeSession(session({ accessToken: "shpat_secret", refreshToken: "shprt_secret" }));
    expect(JSON.stringify([...inner.kept.values()])).not.toContain("secret");
    expect((await storage.loadSession("offline_a"))?.accessToken).toBe("shpat_secret");
    expect((await storage.loadSession("offline_a"))?.refreshToken).toBe("shprt_secret");
    expect((await storage.findSessionsByShop("a.myshopify.com"))[0]?.scope).toBe("read_orders");
  });

  it("keeps a cleared token cleared", async () => {
    const inner = memoryStorage();
    await sealSessions(inner, seal).storeSession(session({ accessToken: "" }));
    expect(inner.kept.get("offline_a")?.accessToken).toBe("");
  });

  it("counts a session that no key opens as missing", async () => {
    const inner = memoryStorage();
    await sealSessions(inner, seal).storeSession(session({ accessToken: "shpat_secret" }));
    const other = sealSessions(inner, createSecretSeal([Buffer.alloc(32, 2)]));
    expect(await other.loadSession("offline_a")).toBeUndefined();
    expect(await other.findSessionsByShop("a.myshopify.com")).toEqual([]);
  });

  it("deletes what the library deletes", async () => {
    const inner = memoryStorage();
    const storage = sealSessions(inner, seal);
    await storage.storeSession(session({ accessToken: "one" }));
    await storage.deleteSession("offline_a");
    await storage.storeSession(session({ accessToken: "two" }));
    await storage.deleteSessions(["offline_a"]);
    expect(inner.kept.size).toBe(0);
  });
});
