import type { Outside } from "./ports.ts";
import type { Claim, KeptLink, Stores } from "./stores.ts";

interface Keeping {
  readonly outside: Outside;
  readonly stores: Stores;
  readonly claim: Claim;
}

/** IMP-7: the sales order was deleted in Katana. The link stays and says so. */
export async function keepGone({ outside, stores, claim }: Keeping, link: KeptLink): Promise<KeptLink> {
  const goneFromKatanaAt = new Date(outside.clock.now()).toISOString();
  await stores.orders.recordGone(claim, link.salesOrderNo, goneFromKatanaAt);
  return { ...link, goneFromKatanaAt };
}
