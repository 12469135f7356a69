import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The app's configuration, as if it had been deployed with one more optional scope; the path of a copy. */
export function configurationWithOptional(scope: string): string {
  const text = readFileSync(fileURLToPath(new URL("../../shopify.app.toml", import.meta.url)), "utf8");
  const path = join(mkdtempSync(join(tmpdir(), "tandem-configuration-")), "shopify.app.toml");
  writeFileSync(path, text.replace("optional_scopes = [ ", `optional_scopes = [ "${scope}", `));
  return path;
}
