import type { LoaderFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";

/** `/auth/session-token`, `/auth/exit-iframe` and the like: the library answers them itself. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin } = await services();
  await authenticateAdmin(request);
  return null;
};
