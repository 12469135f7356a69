import type { Session } from "@shopify/shopify-app-remix/server";
import type { Database } from "./database.ts";

/**
 * Lets a kept session count as run out from `at` on. One that was removed or renewed since it was read stays so: storing the whole session
 * again would bring back what an uninstall had just taken away (CON-7).
 */
export const createEndSession =
  ({ prisma }: Database) =>
  async ({ id, expires }: Pick<Session, "id" | "expires">, at: Date): Promise<void> => {
    await prisma.session.updateMany({ where: { id, expires: expires ?? null }, data: { expires: at } });
  };
