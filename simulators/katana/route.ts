import type { Account, World } from "./world.ts";

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call {
  readonly world: World;
  readonly account: Account;
  /** The id in the path, 0 where it has none. */
  readonly id: number;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Told of query parameters that were not used; Katana ignores them without a word. */
  readonly ignored: (parameter: string) => void;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface Route {
  readonly method: Method;
  /** Relative to `/v1`; `{id}` stands for the id. */
  readonly path: string;
  readonly handle: (call: Call) => Reply;
}

export const route = (method: Method, path: string, handle: (call: Call) => Reply): Route => ({ method, path, handle });

export const ok = (body: unknown): Reply => ({ status: 200, body });

export function deleted(world: World): Reply {
  const { deleteStatus } = world.switches;
  return { status: deleteStatus === "random" ? world.random.pick([200, 204]) : deleteStatus };
}
