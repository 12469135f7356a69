import type { LoaderFunctionArgs } from "@remix-run/node";
import { services } from "../composition.server.ts";

export const loader = async ({ request }: LoaderFunctionArgs) => {
  const { shopify } = await services();
  await shopify.login(request);
  return null;
};

/** Where somebody lands who opens the address outside Shopify. It asks for nothing: the way in is the Shopify admin. */
export default function Login() {
  return (
    <main>
      <h1>Tandem</h1>
      <p>Tandem works inside the Shopify admin. Open your store’s admin, choose Apps, then Tandem.</p>
    </main>
  );
}
