// `node --import ./simulators/shopify/preload.mjs server.js`: calls to https://{shop}.myshopify.com/… go to the simulator at
// SHOPIFY_SIMULATOR_URL instead, as {SHOPIFY_SIMULATOR_URL}/{shop}.myshopify.com/…. Everything else is left alone.
const simulator = process.env.SHOPIFY_SIMULATOR_URL;
const realFetch = globalThis.fetch;

function redirected(address) {
  const url = new URL(address);
  if (url.protocol !== "https:" || !url.hostname.endsWith(".myshopify.com")) return null;
  return `${simulator.replace(/\/$/, "")}/${url.hostname}${url.pathname}${url.search}`;
}

if (simulator) {
  globalThis.fetch = async (input, init) => {
    const isRequest = input instanceof Request;
    const target = redirected(isRequest ? input.url : String(input));
    if (target === null) return realFetch(input, init);
    return realFetch(isRequest ? new Request(target, input) : target, init);
  };
}
