import { createMerchant, type Merchant } from "../../support/merchant.ts";
import { freshDatabase } from "../../support/fresh-database.ts";
import { until } from "../../support/until.ts";
import { startWorld, type World } from "../../support/world.ts";
import type { Shop } from "../../../simulators/shopify/control.ts";
import { namedItems, seeSalesOrder } from "./see-sales-order.ts";
import type { ExpectedSalesOrder, Place, Shape, StaysOut } from "./shape.ts";
import { corpusKatana, corpusShops, lenientSettings, type CorpusShop } from "./shops.ts";

/** All shops of the corpus on one Katana account, each installed, connected, matched and active. */
export interface CorpusWorld {
  readonly world: World;
  /** Places the order and answers what became of it. */
  becomes(shape: Shape): Promise<ExpectedSalesOrder | StaysOut>;
  stop(): Promise<void>;
}

interface Standing {
  readonly status: string;
  readonly why?: readonly { readonly sentence: string }[];
}

const names = Object.keys(corpusShops) as CorpusShop[];
const notLookedAt = "Tandem has heard of this order and looks at it in a moment.";

export async function openCorpus(): Promise<CorpusWorld> {
  const database = await freshDatabase("embedded");
  const world = await startWorld({
    database: database.env,
    shops: names.map((name) => corpusShops[name]),
    katana: corpusKatana,
    katanaSwitches: { rateLimit: 5_000 },
  });
  const merchants = new Map<CorpusShop, Merchant>();
  for (const name of names) {
    const merchant = createMerchant(world, world.shopify.shop(corpusShops[name].shop.domain));
    await merchant.setUp();
    merchants.set(name, merchant);
  }
  await merchants.get("lenient")?.submit("/app/settings/orders", lenientSettings);
  return {
    world,
    becomes: (shape) => becomes(world, merchants, shape),
    stop: async () => {
      await world.stop();
      await database.drop();
    },
  };
}

/** Ids of variants in a sentence become their SKUs. */
const withNames = (sentence: string, items: ReadonlyMap<number, string>): string =>
  sentence.replaceAll(/\b\d{5,}\b/g, (id) => items.get(Number(id)) ?? id);

function placeIn(shop: Shop): Place {
  const found = <Thing>(thing: Thing | undefined, name: string): Thing => {
    if (thing === undefined) throw new Error(`${shop.name} has no ${name}.`);
    return thing;
  };
  const variants = () => shop.products().flatMap((product) => product.variants);
  return {
    shop,
    variantId: (sku) =>
      found(
        variants().find((variant) => variant.sku === sku),
        sku,
      ).id,
    variantOf: (title) => found(shop.products().find((product) => product.title === title)?.variants[0], title).id,
    location: (name) =>
      found(
        shop.locations().find((location) => location.name === name),
        name,
      ),
  };
}

async function becomes(
  world: World,
  merchants: ReadonlyMap<CorpusShop, Merchant>,
  shape: Shape,
): Promise<ExpectedSalesOrder | StaysOut> {
  const name = shape.shop ?? "euro";
  const place = placeIn(world.shopify.shop(corpusShops[name].shop.domain));
  const { shop } = place;
  const { account, katana, shopify } = world;
  const usual = { ...katana.switches };
  Object.assign(katana.switches, shape.switches);
  const itemsBefore = namedItems(account);
  // What happens right after the order was placed has happened when Tandem looks at it.
  shopify.deliveries.pause();
  const usually = { taxes: corpusShops[name].taxes, customer: shop.customers()[0]?.id ?? null };
  const { id } = shop.placeOrder({ ...usually, ...shape.order(place) });
  await until(() => shop.order(id).fulfillmentOrders.length > 0, { what: "the routing", everyMs: 10 });
  shape.before?.(place, shop.order(id));
  shopify.deliveries.resume();

  const merchant = merchants.get(name);
  const path = `/api/order-status?id=${encodeURIComponent(id)}`;
  try {
    const standing = await until(
      async () => {
        const now = JSON.parse((await merchant?.open(path)) ?? "{}") as Standing;
        const settled = now.status === "in-step" || now.status === "not-imported" || now.status === "needs-you";
        return settled && now.why?.[0]?.sentence !== notLookedAt ? now : null;
      },
      { what: `what becomes of “${shape.says}”`, withinMs: 20_000, everyMs: 25 },
    );
    const order = shop.order(id);
    const [salesOrder] = account.salesOrders().filter((one) => one.ecommerce_order_id === order.legacyId);
    const told = (standing.why ?? [])
      .map(({ sentence }) => withNames(sentence, namedItems(account)))
      .filter((sentence) => !sentence.startsWith("Katana has it as sales order"));
    return salesOrder ? seeSalesOrder(account, { order, salesOrder, itemsBefore, told }) : { reasons: told };
  } finally {
    Object.assign(katana.switches, usual);
  }
}
