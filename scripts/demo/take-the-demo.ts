import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Leave {
  (): void;
  /** Notes where the demo is, for whoever tries to start another. */
  at(url: string): void;
}

interface Note {
  readonly pid: number;
  /** Empty while it starts. */
  readonly url: string;
  readonly since: number;
}

/** A start never takes longer; a note without an address that is older was left by one that was killed. */
const STARTS_WITHIN_MS = 120_000;

/** One demo at a time: two on the same embedded database would ruin it. Throws with a sentence when one runs already. */
export async function takeTheDemo(directory: string): Promise<Leave> {
  const file = join(directory, "running.json");
  const note = existsSync(file) ? readNote(file) : null;
  if (note && (await runs(note))) {
    throw new Error(
      `  The demo runs already${note.url === "" ? "" : ` at ${note.url}`} (process ${note.pid}). Stop it first.`,
    );
  }
  const write = (url: string): void =>
    writeFileSync(file, JSON.stringify({ pid: process.pid, url, since: Date.now() }));
  write("");
  return Object.assign(() => rmSync(file, { force: true }), { at: write });
}

function readNote(file: string): Note | null {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof read !== "object" || read === null || !("pid" in read) || !("url" in read) || !("since" in read))
      return null;
    return { pid: Number(read.pid), url: String(read.url), since: Number(read.since) };
  } catch {
    return null;
  }
}

/** The number of a process alone proves little: after a restart of the machine another one has it. */
async function runs({ pid, url, since }: Note): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false;
  if (url === "") return Date.now() - since < STARTS_WITHIN_MS;
  const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
  return (await answer?.text())?.includes("Simulated admin") ?? false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
