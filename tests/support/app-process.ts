import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const preloads = ["simulators/shopify/preload.mjs", "tests/support/end-with-parent.mjs"].flatMap((path) => [
  "--import",
  pathToFileURL(root + path).href,
]);
/** What Node compiled is kept from one start to the next. */
const compileCache = `${root}node_modules/.cache/tandem/compiled`;

export interface LogEvent {
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface AppProcessOptions {
  readonly env: Readonly<Record<string, string>>;
  /** `[]`: one process that serves and works; or `["--web"]`, `["--worker"]`. With `"--dev"` it takes its pages from the sources. */
  readonly flags?: readonly string[];
  readonly port: number;
  /** Further options of Node's own. */
  readonly nodeOptions?: readonly string[];
  /** Told each line as it is written: an event, or what was no JSON. */
  readonly onLog?: (line: LogEvent) => void;
}

/** The built app as a process of its own. */
export interface AppProcess {
  /** Where this process answers by itself, without a proxy before it. */
  readonly url: string;
  /** Of the process that runs now, or ran last. */
  pid(): number | null;
  running(): boolean;
  start(): Promise<void>;
  /** Resolves when `/readyz` answers 200, or a worker without it has begun. Fails with the last lines of the log when the process ends first or 60 s have passed. */
  ready(): Promise<void>;
  /** `kill -9`: whatever it was doing, it is gone. */
  kill(): Promise<void>;
  /** Asks it to finish what it is doing. Resolves with its exit code, or null when it had to be killed after 15 s. */
  stop(): Promise<number | null>;
  restart(): Promise<void>;
  /** Everything it logged since it was first started, over all restarts. */
  logs(): readonly LogEvent[];
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 15_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function decodeLine(line: string): LogEvent {
  try {
    const decoded: unknown = JSON.parse(line);
    if (typeof decoded === "object" && decoded !== null) return { msg: "", ...decoded };
  } catch {
    // Not every line is the logger's: Node writes warnings and stack traces as text.
  }
  return { msg: line };
}

export function createAppProcess({ env, flags = [], port, nodeOptions = [], onLog }: AppProcessOptions): AppProcess {
  const url = `http://127.0.0.1:${port}`;
  const lines: LogEvent[] = [];
  let child: ChildProcess | null = null;
  let startedAtLine = 0;

  const running = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;
  const hear = (line: string): void => {
    const event = decodeLine(line);
    lines.push(event);
    onLog?.(event);
  };
  const lastWords = (): string =>
    lines
      .slice(-15)
      .map((line) => JSON.stringify(line))
      .join("\n");

  /** A process that only works answers no requests; it says when it has begun. */
  const answersReady = async (): Promise<boolean> => {
    if (flags.includes("--worker")) return lines.slice(startedAtLine).some(({ msg }) => msg === "process.started");
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  };

  async function ready(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      if (!running()) throw new Error(`The app ended before it was ready.\n${lastWords()}`);
      if (await answersReady()) return;
      await pause(50);
    }
    throw new Error(`The app was not ready within ${READY_WITHIN_MS / 1000} s.\n${lastWords()}`);
  }

  function start(): Promise<void> {
    if (running()) throw new Error("The app runs already.");
    startedAtLine = lines.length;
    child = spawn(process.execPath, [...nodeOptions, ...preloads, "server.ts", ...flags], {
      cwd: root,
      env: {
        PATH: process.env["PATH"] ?? "",
        NODE_ENV: flags.includes("--dev") ? "development" : "production",
        NODE_COMPILE_CACHE: compileCache,
        ...env,
        PORT: String(port),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on("line", hear);
    return ready();
  }

  async function end(signal: NodeJS.Signals, within: number): Promise<number | null> {
    const ending = child;
    if (!ending || !running()) return ending?.exitCode ?? null;
    const exited = once(ending, "exit");
    ending.kill(signal);
    const force = setTimeout(() => ending.kill("SIGKILL"), within);
    await exited;
    clearTimeout(force);
    return ending.exitCode;
  }

  const kill = async (): Promise<void> => {
    await end("SIGKILL", STOP_WITHIN_MS);
  };
  return {
    url,
    pid: () => child?.pid ?? null,
    running,
    start,
    ready,
    kill,
    stop: () => end("SIGTERM", STOP_WITHIN_MS),
    async restart() {
      await kill();
      await start();
    },
    logs: () => lines,
  };
}
