import type { KatanaAccount } from "../katana/account-control.ts";
import type { KatanaSimulator } from "../katana/server.ts";
import type { KatanaWindow } from "./katana-window.ts";
import { namesOf, toCard } from "./sales-order-card.ts";

/** The account as the simulated admin looks at it, from within the process: no request is made, no budget is used. */
export function watchKatana(simulator: KatanaSimulator, account: KatanaAccount): KatanaWindow {
  const factory = account.factory();
  return {
    name: factory.display_name,
    currency: factory.base_currency_code,
    apiUrl: simulator.url,
    feeInTotal: () => simulator.switches.shippingFeeInTotal,
    keys: () => account.keys(),
    salesOrders() {
      const names = namesOf(account);
      return account
        .salesOrders({ includeDeleted: true })
        .toSorted(
          (one, other) => Number(one.deleted_at !== null) - Number(other.deleted_at !== null) || other.id - one.id,
        )
        .map((order) => toCard(names, order));
    },
    customers() {
      const orders = account.salesOrders();
      return account.customers().map(({ id, name, email }) => ({
        id,
        name: name ?? "",
        email: email ?? "",
        salesOrders: orders.filter(({ customer_id }) => customer_id === id).length,
      }));
    },
    locations: () => account.locations().map(({ id, name, sales_allowed }) => ({ id, name, sells: sales_allowed })),
    variants() {
      const { variants } = namesOf(account);
      return account.variants().map(({ id }) => ({ id, name: variants.get(id)?.name ?? "?" }));
    },
    person: account,
    requests: () => simulator.requests(),
  };
}
