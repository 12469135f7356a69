import { beforeEach, describe, expect, it } from "vitest";
import type { CallFailure } from "../domain/failure.ts";
import type { Order, OrderLine } from "../domain/order.ts";
import { aLine, anOrder, aShippingLine } from "../domain/testing/build-order.ts";
import { lineId, decimal } from "../domain/testing/ids.ts";
import type { KatanaClient } from "./ports.ts";
import { createSyncWorld, type SyncWorld } from "./testing/sync-world.ts";

let world: SyncWorld;
beforeEach(() => {
  world = createSyncWorld();
});

const away: CallFailure = { kind: "unavailable", side: "katana", words: "503" };
const line = (id: string, units: number): OrderLine =>
  aLine({
    ...{ id: lineId(id), title: `Goods ${id}`, sku: `SKU-${id}`, orderedQuantity: 5 },
    ...{ currentQuantity: units, unfulfilledQuantity: units },
  });
const order = (...lines: readonly OrderLine[]) => anOrder({ lines });
const rows = () =>
  world.katana.salesOrders[0]!.rows.map(({ key, quantity }) => `${key ?? ""}×${quantity}`)
    .toSorted()
    .join(" ");

/** Once the failed one may be tried again. */
const lookLater = (now: Order) => {
  world.clock.advance(90_000);
  return world.look(now);
};

/** The second call of this kind fails; the run ends there. */
function failSecond(call: keyof KatanaClient): void {
  let calls = 0;
  world.katana.onCall = (name) => {
    calls += name === call ? 1 : 0;
    if (name === call && calls === 2) world.katana.trouble(call, { failure: away });
  };
}

describe("[CHG-1] [REC-1] a change that was half carried over and taken back in Shopify", () => {
  it("[CHG-2] of quantities is taken back in Katana", async () => {
    const before = order(line("101", 2), line("102", 2));
    await world.look(before);
    failSecond("updateRow");
    expect(await world.look(order(line("101", 3), line("102", 1)))).toMatchObject({ status: "retrying" });
    expect(rows()).toBe("101×3 102×2");
    expect(await lookLater(before)).toMatchObject({ status: "in-step" });
    expect(rows()).toBe("101×2 102×2");
  });

  it("[CHG-3] of a line that was added removes its row", async () => {
    const before = order(line("101", 2));
    await world.look(before);
    failSecond("createRow");
    await world.look(order(line("101", 2), line("102", 1), line("103", 1)));
    expect(rows()).toBe("101×2 102×1");
    await lookLater(before);
    expect(rows()).toBe("101×2");
  });

  it("[CHG-4] of a line that was removed makes its row anew", async () => {
    const before = order(line("101", 2), line("102", 2), line("103", 2));
    await world.look(before);
    failSecond("deleteRow");
    await world.look(order(line("101", 2), line("102", 0), line("103", 0)));
    expect(rows()).toBe("101×2 103×2");
    await lookLater(before);
    expect(rows()).toBe("101×2 102×2 103×2");
  });

  it.each([
    ["was not made", false],
    ["was made without an answer", true],
  ])("[CHG-11] of a shipping fee that %s leaves none", async (_what, takesEffect) => {
    await world.look(order(line("101", 2)));
    const failure: CallFailure = takesEffect ? { kind: "unknown-outcome", side: "katana", words: "no answer" } : away;
    world.katana.trouble("createShippingFee", { failure, takesEffect });
    await world.look(anOrder({ lines: [line("101", 2)], shippingLines: [aShippingLine({ price: decimal("5") })] }));
    await lookLater(order(line("101", 2)));
    await world.look(order(line("101", 2)));
    expect(world.katana.salesOrders[0]!.shippingFee).toBeNull();
    expect(world.tables.links.values().next().value?.agreed).toMatchObject({
      shippingFee: null,
      shippingFeePending: null,
    });
  });
});
