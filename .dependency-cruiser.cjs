// Who may import whom. docs/architecture.md says why; this file makes it stay true.

const tests = "\\.test\\.tsx?$|/testing/|^tests/";
// The second sets up Shopify's own library, which the first hands to the adapters.
const wiring = "^app/(composition|shopify)\\.server\\.tsx?$";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that need each other are one file, or miss a third.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "A file that nothing imports and that imports nothing is left over.",
      from: {
        orphan: true,
        pathNot: [
          "\\.d\\.ts$",
          "(^|/)[^/]+\\.config\\.(js|ts|cjs|mjs)$",
          "^\\.dependency-cruiser\\.cjs$",
          "^scripts/",
          "^app/routes/",
          "/browser/",
          "/preload\\.mjs$",
          // Loaded into the app's processes by path.
          "^tests/support/[^/]+\\.mjs$",
        ],
      },
      to: {},
    },
    {
      name: "domain-stands-alone",
      severity: "error",
      comment: "The domain is plain data in, plain data out.",
      from: { path: "^app/domain/", pathNot: tests },
      to: { pathNot: "^app/domain/" },
    },
    {
      name: "domain-tests-stay-inside",
      severity: "error",
      from: { path: "^app/domain/" },
      to: { pathNot: ["^app/domain/", "^node_modules/(vitest|fast-check)/"] },
    },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      from: { path: "^(app|simulators|prisma)/", pathNot: tests },
      to: { path: tests },
    },
    {
      name: "sync-knows-the-domain-only",
      severity: "error",
      comment: "Use cases reach the outside through the ports they declare.",
      from: { path: "^app/sync/", pathNot: tests },
      to: { pathNot: "^app/(domain|sync)/" },
    },
    {
      name: "adapters-know-what-is-inside-them",
      severity: "error",
      comment: "Adapters speak for the outside; they know the domain and the ports, no page, worker or wiring.",
      from: { path: "^app/adapters/", pathNot: tests },
      to: { path: "^app/", pathNot: ["^app/(domain|sync|adapters)/", "^app/shopify\\.server\\.ts$"] },
    },
    {
      name: "one-outside-one-adapter",
      severity: "error",
      comment: "The two APIs meet in the domain, never in each other's adapters.",
      from: { path: "^app/adapters/(shopify|katana)/" },
      to: { path: "^app/adapters/(shopify|katana)/", pathNot: "^app/adapters/$1/" },
    },
    {
      name: "only-the-wiring-knows-adapters",
      severity: "error",
      comment: "Routes and the worker get their adapters from composition.server.ts.",
      from: { path: "^app/", pathNot: [tests, "^app/adapters/", wiring] },
      to: { path: "^app/adapters/" },
    },
    {
      name: "pieces-of-ui-do-no-io",
      severity: "error",
      from: { path: "^app/ui/", pathNot: tests },
      to: { path: ["\\.server\\.tsx?$", "^app/(adapters|worker|routes)/"] },
    },
    {
      name: "simulators-never-know-the-app",
      severity: "error",
      comment: "A simulator that shares code with the app shares its mistakes.",
      from: { path: "^simulators/" },
      to: { path: "^(app|prisma|extensions)/" },
    },
    {
      name: "the-app-never-knows-simulators",
      severity: "error",
      comment: "The app has no test hook.",
      from: { path: "^(app|prisma|extensions)/" },
      to: { path: "^simulators/" },
    },
    {
      name: "extensions-share-types-only",
      severity: "error",
      comment: "The block on Shopify's page is a bundle of its own; of the app it knows the shape of one answer.",
      from: { path: "^extensions/" },
      to: { path: "^(app|simulators|scripts)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-development-dependencies-in-the-product",
      severity: "error",
      from: { path: "^app/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "^node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|coverage|data|extensions/[^/]+/dist)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
