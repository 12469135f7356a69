import { setImmediate } from "node:timers/promises";
import { PGlite, type QueryOptions, type Results, type Transaction } from "@electric-sql/pglite";

/**
 * PGlite works in this very process and answers without ever leaving it: one query after another would keep the event loop from whatever
 * else came in, webhooks first of all. So each query, and each transaction, begins with a turn of the event loop.
 */
export class PGliteInTurns extends PGlite {
  override async query<Row>(query: string, params?: unknown[], options?: QueryOptions): Promise<Results<Row>> {
    await setImmediate();
    return super.query<Row>(query, params, options);
  }

  override async exec(query: string, options?: QueryOptions): Promise<Results[]> {
    await setImmediate();
    return super.exec(query, options);
  }

  override async transaction<Value>(run: (transaction: Transaction) => Promise<Value>): Promise<Value> {
    await setImmediate();
    return super.transaction(run);
  }
}
