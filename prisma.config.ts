import { defineConfig } from "prisma/config";
import { createMigrationAdapter } from "./prisma/migration-adapter.ts";

// `engine: "js"` keeps Prisma from downloading its schema engine: migrations go through the same driver adapters as the app.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: createMigrationAdapter,
});
