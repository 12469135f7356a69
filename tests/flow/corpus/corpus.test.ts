import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCorpus, type CorpusWorld } from "./corpus-world.ts";
import { currencies } from "./currencies.ts";
import { discounts } from "./discounts.ts";
import { items } from "./items.ts";
import { people } from "./people.ts";
import { places } from "./places.ts";
import { quantities } from "./quantities.ts";
import { reasons } from "./reasons.ts";
import { shipping } from "./shipping.ts";
import { taxes } from "./taxes.ts";

let corpus: CorpusWorld;

beforeAll(async () => {
  corpus = await openCorpus();
});

afterAll(async () => {
  await corpus.stop();
});

const themes = { taxes, discounts, shipping, quantities, items, people, currencies, places, reasons };

for (const [theme, shapes] of Object.entries(themes)) {
  describe(`an order: ${theme}`, () => {
    for (const shape of shapes) {
      it(shape.says, async () => {
        expect(await corpus.becomes(shape)).toEqual(shape.becomes);
        expect(corpus.world.katana.refusals(), "requests that Katana does not know").toEqual([]);
      });
    }
  });
}
