import { fulfilEverything } from "../fulfillments/fulfil.ts";
import type { OrderState } from "../state.ts";
import type { Site } from "../world.ts";

/** A POS sale with "Mark as fulfilled" on: the goods are gone with the sale. */
export const sellOverTheCounter = (site: Site, order: OrderState): void => void fulfilEverything(site, order, {});
