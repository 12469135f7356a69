import { mkdirSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";

const catalogNameType = 19;
const textType = 25;

/**
 * `prisma migrate` reads catalog columns of PostgreSQL's type `name`, which the adapter refuses to decode.
 * They are text in all but name, so this client says so. The pool asks it with a callback, a transaction with a promise.
 */
class CatalogClient extends pg.Client {
  override query(...parameters: unknown[]): never {
    const answer: unknown = Reflect.apply(
      pg.Client.prototype.query.bind(this),
      undefined,
      parameters.map(wrapCallback),
    );
    return (answer instanceof Promise ? answer.then(showNamesAsText) : answer) as never;
  }
}

type Callback = (error: unknown, result?: pg.QueryResult) => void;

function wrapCallback(parameter: unknown): unknown {
  if (typeof parameter !== "function") return parameter;
  const callback = parameter as Callback;
  const wrapped: Callback = (error, result) => callback(error, result && showNamesAsText(result));
  return wrapped;
}

function showNamesAsText(result: pg.QueryResult): pg.QueryResult {
  for (const field of result.fields) if (field.dataTypeID === catalogNameType) field.dataTypeID = textType;
  return result;
}

/** The driver adapter `prisma migrate` works through: a server when DATABASE_URL names one, else the embedded database in DATA_DIR. */
export function createMigrationAdapter() {
  const url = process.env["DATABASE_URL"];
  return Promise.resolve(url ? serverAdapter(url) : embeddedAdapter(process.env["DATA_DIR"] ?? "./data"));
}

function serverAdapter(url: string) {
  return new PrismaPg(new pg.Pool({ connectionString: url, allowExitOnIdle: true, Client: CatalogClient }));
}

type AdapterFactory = Pick<PrismaPg, "provider" | "adapterName" | "connect" | "connectToShadowDb">;

function embeddedAdapter(directory: string): AdapterFactory {
  const connect = async (path?: string) => {
    const pglite = path === undefined ? new PGlite() : new PGlite(path);
    // Typed against an earlier release of Prisma's adapter interface.
    const adapter = (await new PrismaPGlite(pglite).connect()) as unknown as Awaited<ReturnType<PrismaPg["connect"]>>;
    const dispose = adapter.dispose.bind(adapter);
    // An open instance would keep the command from ending.
    adapter.dispose = async () => {
      await dispose();
      await pglite.close();
    };
    return adapter;
  };
  return {
    provider: "postgres",
    adapterName: "pglite",
    connect: () => {
      mkdirSync(directory, { recursive: true });
      return connect(`${directory}/database`);
    },
    connectToShadowDb: () => connect(),
  };
}
