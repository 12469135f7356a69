import { defineConfig } from "vitest/config";

const seconds = 1000;
const watchful = ["tests/support/fail-on-console-error.ts", "tests/support/refuse-outside-requests.ts"];
const laws = "{app,simulators,tests}/**/*.laws.test.{ts,tsx}";
const placed = "tests/{database,contract,flow,model,e2e}/**";

/** Tests of extensions run inside each extension (see its own configuration), browser tests under Playwright. */
export default defineConfig({
  test: {
    // Two cores: more workers than that only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{app,simulators,scripts,tests}/**/*.test.{ts,tsx}"],
          exclude: [laws, placed],
          setupFiles: watchful,
          testTimeout: 10 * seconds,
        },
      },
      { test: { name: "laws", include: [laws], setupFiles: watchful, testTimeout: 60 * seconds } },
      {
        test: {
          name: "contract",
          include: ["tests/contract/**/*.test.ts"],
          exclude: [laws],
          setupFiles: watchful,
          testTimeout: 20 * seconds,
          hookTimeout: 30 * seconds,
        },
      },
      {
        test: {
          name: "database",
          include: ["tests/database/**/*.test.ts"],
          exclude: [laws],
          globalSetup: ["tests/support/databases-setup.ts"],
          setupFiles: watchful,
          testTimeout: 30 * seconds,
          hookTimeout: 60 * seconds,
        },
      },
      {
        test: {
          name: "flow",
          include: ["tests/flow/**/*.test.ts"],
          exclude: [laws],
          globalSetup: ["tests/support/databases-setup.ts"],
          setupFiles: watchful,
          testTimeout: 180 * seconds,
          hookTimeout: 120 * seconds,
        },
      },
      {
        test: {
          name: "model",
          include: ["tests/model/**/*.test.ts"],
          exclude: [laws],
          setupFiles: watchful,
          // Of a failing history all the shorter ones are tried, too.
          testTimeout: 1_800 * seconds,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["app/domain/**/*.ts", "app/sync/**/*.ts", "app/adapters/**/*.ts"],
      exclude: ["**/*.test.ts", "**/testing/**"],
      reporter: [["text", { skipFull: true }], "text-summary"],
      thresholds: {
        "app/domain/**": { lines: 100, branches: 100 },
        "app/sync/**": { lines: 90, branches: 90 },
        "app/adapters/**": { lines: 90, branches: 90 },
      },
    },
  },
});
