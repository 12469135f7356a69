import { spawn } from "node:child_process";
import { join } from "node:path";
import { pinnedNode, projectEnvironment, root, setUp, SetUpFailed } from "./setup.mjs";

const known = ["--fresh", "--dev"];
const given = process.argv.slice(2);
const unknown = given.filter((word) => !known.includes(word));

async function demo() {
  if (unknown.length > 0) {
    throw new SetUpFailed(
      `The demo knows --fresh (start over) and --dev (pages from the sources), not ${unknown.join(" ")}.`,
    );
  }
  console.log("\n  Tandem demo\n");
  await setUp({ build: !given.includes("--dev") });
  const child = spawn(pinnedNode(), [join(root, "scripts", "demo", "run.ts"), ...given], {
    cwd: root,
    env: projectEnvironment(),
    stdio: "inherit",
  });
  // Ctrl-C reaches both: this one waits until the other has put everything away. A plain SIGTERM reaches only this one.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.exitCode = await new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}

demo().catch((cause) => {
  console.error(`\n${cause instanceof SetUpFailed ? cause.message : cause.stack}\n`);
  process.exitCode = 1;
});
