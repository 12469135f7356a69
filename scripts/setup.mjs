import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Runs before anything is installed, on whatever Node there is: plain JavaScript, nothing but Node's own modules. */

export const root = fileURLToPath(new URL("..", import.meta.url));
const NODE_AT_LEAST = 20;
const windows = process.platform === "win32";

/** A prerequisite that is missing or a step that failed; its message is for the person at the terminal. */
export class SetUpFailed extends Error {}

/** The Node that the project pins, once it is installed. */
export const pinnedNode = () => join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");

/** The environment for programs of the project: the pinned Node is the one they find. */
export const projectEnvironment = () => ({
  ...process.env,
  PATH: join(root, "node_modules", ".bin") + delimiter + (process.env.PATH ?? ""),
});

/**
 * Installs the packages, generates the database client and, with `build`, builds the app: each only when something it depends on changed.
 * @param {{ build: boolean }} options
 */
export async function setUp({ build }) {
  const npm = await findPrerequisites();
  if (!packagesInstalled()) await step("Installing packages", [...npm, "ci", "--no-audit", "--no-fund"]);
  if (!existsSync(pinnedNode())) {
    throw new SetUpFailed(
      "The packages are installed, but without Node for this platform: npm was told to leave out development dependencies or install scripts.",
    );
  }
  await stepWhenChanged("Generating the database client", {
    stamp: "node_modules/.cache/tandem/client.stamp",
    sources: ["prisma/schema.prisma", "package-lock.json"],
    makes: "node_modules/.prisma/client/index.js",
    command: [pinnedNode(), "node_modules/prisma/build/index.js", "generate"],
  });
  if (!build) return;
  await stepWhenChanged("Building the app", {
    stamp: "node_modules/.cache/tandem/build.stamp",
    sources: [
      "app",
      "public",
      "prisma/schema.prisma",
      "vite.config.ts",
      "remix.config.js",
      "tsconfig.json",
      "package-lock.json",
    ],
    makes: "build/server/index.js",
    command: [pinnedNode(), "node_modules/@remix-run/dev/dist/cli.js", "vite:build"],
  });
}

/** The command that runs npm, or one sentence about what is missing. */
async function findPrerequisites() {
  const major = Number(process.versions.node.split(".")[0]);
  if (!(major >= NODE_AT_LEAST)) {
    throw new SetUpFailed(
      `Tandem needs Node ${NODE_AT_LEAST} or newer, and this is Node ${process.versions.node}: get a newer one from https://nodejs.org.`,
    );
  }
  const given = process.env.npm_execpath;
  if (given && /npm-cli\.c?js$/.test(given) && existsSync(given)) return [process.execPath, given];
  try {
    await promisify(execFile)("npm", ["--version"], { shell: windows });
    return ["npm"];
  } catch {
    throw new SetUpFailed(
      "Tandem needs npm, which was not found: it comes with Node from https://nodejs.org (on Debian it is a package of its own: apt install npm).",
    );
  }
}

/** Whether node_modules holds what the lock file asks for. npm notes what it installed, at the very end. */
function packagesInstalled() {
  const note = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(
    ([place, { version, optional }]) =>
      place === "" || (installed[place] ? installed[place].version === version : optional === true),
  );
}

async function stepWhenChanged(title, { stamp, sources, makes, command }) {
  const stampFile = join(root, stamp);
  const fingerprint = fingerprintOf(sources);
  const unchanged =
    existsSync(join(root, makes)) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === fingerprint;
  if (unchanged) return;
  await step(title, command);
  mkdirSync(join(stampFile, ".."), { recursive: true });
  writeFileSync(stampFile, fingerprint);
}

function fingerprintOf(sources) {
  const hash = createHash("sha256");
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory())
      readdirSync(full)
        .sort()
        .forEach((name) => add(`${path}/${name}`));
    else hash.update(path).update("\0").update(readFileSync(full)).update("\0");
  };
  sources.forEach(add);
  return hash.digest("hex");
}

/** Runs a command with its time on the terminal; what it says is shown only when it fails. */
async function step(title, [program, ...parameters]) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const tell = progress(title);
  const timer = setInterval(() => tell.running(seconds()), process.stdout.isTTY ? 1000 : 15_000);
  const said = [];
  const code = await new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: root,
      env: projectEnvironment(),
      shell: windows && program === "npm",
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk) => said.push(chunk));
    child.stderr.on("data", (chunk) => said.push(chunk));
    child.on("error", (cause) => said.push(Buffer.from(String(cause))) && resolve(1));
    child.on("close", resolve);
  });
  clearInterval(timer);
  if (code === 0) return tell.done(seconds());
  tell.failed();
  throw new SetUpFailed(
    `${Buffer.concat(said).toString("utf8").trimEnd().split("\n").slice(-40).join("\n")}\n\n${title} failed.`,
  );
}

function progress(title) {
  const terminal = process.stdout.isTTY;
  const write = (text, end) =>
    process.stdout.write(terminal ? `\r\u001b[2K  ${text}${end ? "\n" : ""}` : `  ${text}\n`);
  write(`${title} …`, false);
  return {
    running: (seconds) => write(`${title} … ${seconds} s`, false),
    done: (seconds) => write(`${title}: done in ${seconds} s`, true),
    failed: () => write(`${title}: failed`, true),
  };
}
