// Bundles every extension as Shopify's CLI would, without network, and holds each to Shopify's size limit.
// https://shopify.dev/docs/apps/build/app-extensions: 64 KB compressed.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parse } from "smol-toml";

const limit = 64 * 1024;
const extensions = fileURLToPath(new URL("../extensions/", import.meta.url));

for (const name of readdirSync(extensions)) {
  const directory = `${extensions}${name}`;
  const { extensions: described } = parse(readFileSync(`${directory}/shopify.extension.toml`, "utf8"));
  const targets = described.flatMap(({ targeting }) => targeting);
  for (const { module, target } of targets) {
    const code = await bundle(directory, module, target);
    mkdirSync(`${directory}/dist`, { recursive: true });
    writeFileSync(`${directory}/dist/${target}.js`, code);
    const size = gzipSync(code).length;
    console.log(`${name}: ${target} is ${(size / 1024).toFixed(1)} KB compressed (at most ${limit / 1024} KB)`);
    if (size > limit) {
      console.error(`${name}: ${target} is too large for Shopify.`);
      process.exitCode = 1;
    }
  }
}

async function bundle(directory, module, target) {
  const entry = `import show from ${JSON.stringify(module)};\nshopify.extend(${JSON.stringify(target)}, show);\n`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: directory, sourcefile: "entry.js" },
    bundle: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: true,
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0].contents;
}
