import type { ActionFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";

export const action = async ({ request, params }: ActionFunctionArgs) =>
  (await services()).acceptKatanaWebhook(request, params["path"] ?? "");

export const loader = () => new Response(null, { status: 405, headers: { Allow: "POST" } });
