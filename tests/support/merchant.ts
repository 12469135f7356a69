import type { KatanaAccount } from "../../simulators/katana/account-control.ts";
import type { OrderView, Shop } from "../../simulators/shopify/control.ts";
import type { World } from "./world.ts";

const browser = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

/** What a merchant does in the app, without a browser: the pages' own forms, sent with a session token as App Bridge sends them. */
export interface Merchant {
  /** Sends one of the app's forms and answers the status of its answer. */
  submit(path: string, fields: Readonly<Record<string, string>>): Promise<number>;
  /** Fetches a page's text. */
  open(path: string): Promise<string>;
  connect(key: string): Promise<number>;
  /** Matches every Shopify location to the Katana location of the same name, else to the first one. */
  matchLocations(account?: KatanaAccount): Promise<number>;
  activate(): Promise<number>;
  pause(): Promise<number>;
  /** Sync now, for one order (REC-5). */
  syncNow(order: Pick<OrderView, "legacyId">): Promise<number>;
  /** Installs, connects, matches and activates: the shortest way to a shop whose orders come over. */
  setUp(): Promise<void>;
}

export function createMerchant(world: World, shop: Shop = world.shop): Merchant {
  const request = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${world.app.url}${path}`, {
      ...init,
      redirect: "manual",
      headers: { Authorization: `Bearer ${shop.installation.idToken()}`, "User-Agent": browser, Accept: "text/html" },
    });

  const submit: Merchant["submit"] = async (path, fields) => {
    const answer = await request(path, { method: "POST", body: new URLSearchParams(fields) });
    await answer.text();
    return answer.status;
  };

  const merchant: Merchant = {
    submit,
    open: async (path) => (await request(path)).text(),
    connect: (key) => submit("/app/settings/connection", { intent: "connect", katanaApiKey: key }),
    matchLocations: (account = world.account) => {
      const katana = account.locations();
      const fields = shop.locations().map(({ id, name }) => {
        const match = katana.find((location) => location.name === name) ?? katana[0];
        return [`location-${id.slice(id.lastIndexOf("/") + 1)}`, String(match?.id ?? "")] as const;
      });
      return submit("/app/settings/locations", Object.fromEntries(fields));
    },
    activate: () => submit("/app?index", { intent: "activate" }),
    syncNow: ({ legacyId }) => submit("/app/order-requests", { intent: "look-now", order: legacyId }),
    pause: () => submit("/app?index", { intent: "pause" }),
    setUp: async () => {
      await world.install(shop);
      const key = world.account.keys()[0] ?? world.account.addKey();
      const statuses = [await merchant.connect(key), await merchant.matchLocations(), await merchant.activate()];
      if (statuses.some((status) => status >= 400))
        throw new Error(`Setting up was answered with ${statuses.join(", ")}`);
    },
  };
  return merchant;
}
