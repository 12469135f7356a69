import type { TestProject } from "vitest/node";
import { startPostgresServer } from "./postgres-server.ts";
import { databaseUrl, embeddedTemplate, runSql, serverTemplate } from "./template-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Directory with a migrated embedded database; see fresh-database.ts. */
    readonly embeddedTemplate: string;
    /** A PostgreSQL server and the name of a migrated database on it. */
    readonly postgres: { readonly url: string; readonly template: string };
  }
}

/** Before the first file of a run: both kinds of database, migrated once. With DATABASE_URL that server is used, else one is started. */
export default async function provideDatabases(project: TestProject) {
  const given = process.env["DATABASE_URL"];
  const server = given ? null : await startPostgresServer();
  try {
    const url = server?.urlOf("postgres") ?? databaseUrl(given ?? "", "postgres");
    const template = await serverTemplate(url);
    project.provide("postgres", { url, template });
    project.provide("embeddedTemplate", await embeddedTemplate());
    return async () => {
      if (server) await server.stop();
      else await runSql(url, `DROP DATABASE ${template} WITH (FORCE)`);
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}
