import { spawn } from "node:child_process";
import { join } from "node:path";
import { pinnedNode, projectEnvironment, root, setUp, SetUpFailed } from "./setup.mjs";

async function bench() {
  await setUp({ build: true });
  const child = spawn(pinnedNode(), [join(root, "bench", "run.ts"), ...process.argv.slice(2)], {
    cwd: root,
    env: projectEnvironment(),
    stdio: "inherit",
  });
  process.exitCode = await new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}

bench().catch((cause) => {
  console.error(`\n${cause instanceof SetUpFailed ? cause.message : cause.stack}\n`);
  process.exitCode = 1;
});
