import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import functional from "eslint-plugin-functional";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const typescript = ["**/*.ts", "**/*.tsx"];
const scripts = ["**/*.js", "**/*.mjs", "**/*.cjs"];
const tests = ["**/*.test.ts", "**/*.test.tsx", "tests/**", "**/testing/**"];

/** Where the framework or the tool demands a default export. */
const defaultExportsByContract = [
  "app/routes/**/*.tsx",
  "app/root.tsx",
  "app/entry.*.tsx",
  "**/*.config.{js,ts,mjs,cjs}",
  "**/*.d.ts",
  "extensions/*/src/*Extension.tsx",
  "tests/support/*-setup.ts",
];

const defaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Export by name; only Remix and tools get a default export.",
};
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only app/env.server.ts reads the environment; take what you need from Env.",
};
const impure = [
  { selector: "AwaitExpression", message: "The domain never waits." },
  { selector: ":function[async=true]", message: "The domain never waits." },
  { selector: "NewExpression[callee.name='Promise']", message: "The domain never waits." },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Time is passed in." },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: "Time is passed in." },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "No chance in the domain.",
  },
];
const outsideWorld = [
  "process",
  "fetch",
  "console",
  "crypto",
  "performance",
  "setTimeout",
  "setInterval",
  "queueMicrotask",
  "Buffer",
];

const nodeGlobals = [
  ...["AbortController", "AbortSignal", "Buffer", "Headers", "Request", "Response", "URL", "URLSearchParams"],
  ...["clearInterval", "clearTimeout", "console", "fetch", "performance", "process", "setInterval", "setTimeout"],
  ...["module", "require", "structuredClone", "globalThis", "TextEncoder", "TextDecoder"],
];
const browserGlobals = [
  ...["CSSStyleSheet", "CustomEvent", "Element", "Event", "EventSource", "FormData", "HTMLElement", "MutationObserver"],
  ...["addEventListener", "customElements", "document", "history", "location", "parent", "requestAnimationFrame"],
  ...[
    "navigator",
    "sessionStorage",
    "window",
    "getComputedStyle",
    "localStorage",
    "Node",
    "CSS",
    "DOMParser",
    "confirm",
    "URLSearchParams",
    "HTMLFormElement",
  ],
];
const named = (globals) => Object.fromEntries(globals.map((name) => [name, "readonly"]));

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "build/",
      "coverage/",
      "data/",
      "extensions/*/dist/",
      "test-results/",
      "playwright-report/",
      "simulators/shopify/schema/",
    ],
  },
  // A rule that does not fit is changed here, in sight, never switched off in a file.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: fileURLToPath(new URL(".", import.meta.url)) },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      // A union that grows must be looked at wherever it is taken apart.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // `return log(…)` ends a function that answers nothing.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Would turn "there is none, or it says no" into one test against undefined that says neither.
      "@typescript-eslint/prefer-optional-chain": "off",
      "@typescript-eslint/consistent-type-definitions": "off",
      // `void` may also say that nothing comes back.
      "@typescript-eslint/no-meaningless-void-operator": "off",
      // Asks for the `!` that another rule forbids.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/no-empty-function": ["error", { allow: ["arrowFunctions"] }],
      // Brackets mark a key that only an index signature promises.
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // TypeScript says itself what is not defined, and where a case falls through.
      "no-undef": "off",
      "no-fallthrough": "off",
    },
  },
  {
    files: scripts,
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      ecmaVersion: 2024,
      globals: { ...named(nodeGlobals) },
    },
  },
  { files: ["simulators/*/browser/**"], languageOptions: { globals: named(browserGlobals) } },
  {
    rules: {
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-depth": ["error", 3],
      "max-params": ["error", 4],
      // A switch over a union counts once: its length is the union's.
      complexity: ["error", { max: 15, variant: "modified" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-else-return": ["error", { allowElseIf: false }],
      "no-param-reassign": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-warning-comments": "error",
      "no-restricted-syntax": ["error", defaultExport],
    },
  },
  { files: ["**/*.tsx"], extends: [reactHooks.configs.flat.recommended] },
  // Casts belong to the edge, where a decoder has just looked at the value.
  {
    files: ["app/domain/**/*.ts", "app/sync/**/*.ts", "app/routes/**/*.{ts,tsx}", "app/ui/**/*.{ts,tsx}"],
    ignores: [...tests, "app/ui/parse-*.ts"],
    rules: {
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: [...tests, "app/env.server.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-syntax": ["error", defaultExport, environment],
    },
  },
  {
    files: ["app/domain/**/*.ts"],
    ignores: tests,
    plugins: { functional },
    rules: {
      "max-params": ["error", 3],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
      "functional/no-let": "error",
      "functional/no-loop-statements": "error",
      "functional/no-classes": "error",
      "functional/no-throw-statements": "error",
      "functional/no-promise-reject": "error",
      "functional/no-this-expressions": "error",
      "functional/prefer-property-signatures": "error",
      "functional/immutable-data": "error",
      "no-restricted-globals": ["error", ...outsideWorld],
      "no-restricted-syntax": ["error", defaultExport, environment, ...impure],
    },
  },
  // One sentence for every member of a union is as long as the union.
  { files: ["app/domain/describe-*.ts"], rules: { "max-lines-per-function": "off" } },
  // The one place that makes a Decimal out of text.
  { files: ["app/domain/decimal.ts"], rules: { "@typescript-eslint/consistent-type-assertions": "off" } },
  {
    files: ["simulators/**/*.{ts,tsx}"],
    rules: {
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      complexity: ["error", { max: 20, variant: "modified" }],
      // State is a plain record of records, dumped as JSON.
      "@typescript-eslint/no-dynamic-delete": "off",
      // A simulator takes foreign unions (of GraphQL, of Zod) apart and refuses what it does not know.
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  // Each is one thing to read through: the control interface, and the script that stands in for App Bridge.
  {
    files: ["simulators/shopify/control.ts", "simulators/admin/browser/app-bridge.js"],
    rules: { "max-lines": ["error", { max: 500, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: defaultExportsByContract,
    ignores: ["app/**"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: defaultExportsByContract,
    ignores: ["**/*.config.*", "extensions/**", "tests/**"],
    rules: { "no-restricted-syntax": ["error", environment] },
  },
  {
    files: tests,
    rules: {
      "max-lines": ["error", { max: 450, skipBlankLines: true, skipComments: true }],
      "max-params": "off",
      // Matchers such as expect.any() are typed any, and a test of precision writes what is lost.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "no-loss-of-precision": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      // What the arrangement put there may be read without asking.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
