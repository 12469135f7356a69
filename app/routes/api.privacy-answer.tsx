import type { LoaderFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";
import { parsePrivacyRequestId } from "../ui/parse-privacy.ts";

/** CON-7: what is kept about the orders of one request, as a file for the customer. */
export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { authenticateAdmin, pages } = await services();
  const { shop } = await authenticateAdmin(request);
  const parsed = parsePrivacyRequestId(new URL(request.url).searchParams.get("request"));
  const answer = parsed.ok ? await pages.privacyAnswer(shop, parsed.value) : null;
  if (answer === null) return Response.json({ error: "There is no such request." }, { status: 404 });
  return new Response(JSON.stringify(answer, null, 2), {
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
  });
};
