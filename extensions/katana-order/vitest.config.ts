import { defineConfig } from "vitest/config";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  server: { fs: { allow: ["../.."] } },
  test: {
    environment: "jsdom",
    setupFiles: ["../../tests/support/fail-on-console-error.ts"],
    // Its imports lack extensions, which only the bundler's resolution forgives.
    server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
  },
});
