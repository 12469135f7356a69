import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { projectEnvironment, root } from "../setup.mjs";
import { countStage } from "./count-tests.mjs";

/** Runs one stage to its end. What it says is kept, and worth showing when it failed. */
export async function runStage(stage) {
  const started = Date.now();
  forgetEarlierResults(stage);
  const { succeeded, output } = await (stage.run ? callFunction(stage.run) : runCommand(stage));
  return { title: stage.title, succeeded, output, ms: Date.now() - started, ...countStage(stage, succeeded) };
}

function forgetEarlierResults({ results }) {
  if (!results) return;
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
}

async function callFunction(run) {
  try {
    await run();
    return { succeeded: true, output: "" };
  } catch (error) {
    return { succeeded: false, output: error instanceof Error ? error.message : String(error) };
  }
}

function runCommand({ command: [program, ...parameters], env }) {
  return new Promise((resolve) => {
    const chunks = [];
    const child = spawn(program, parameters, {
      cwd: root,
      env: { ...projectEnvironment(), ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ succeeded: false, output: String(error) }));
    child.on("close", (code) => resolve({ succeeded: code === 0, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
