import { z } from "zod";
import type { AccountRecord, ApiKey } from "./state.ts";
import { createTables, dumpTables, firstIds, type TableDump } from "./tables.ts";
import type { Account, World } from "./world.ts";
import type { Entities } from "./state.ts";

/** All accounts of one simulated Katana, with the ids that run through them. */
export interface Accounts {
  nextId(kind: keyof Entities): number;
  nextAccountId(): number;
  add(account: Account): void;
  all(): readonly Account[];
  get(id: number): Account | undefined;
  /** The account a key opens, revoked or not. */
  byKey(key: string): { readonly account: Account; readonly key: ApiKey } | undefined;
  dump(): AccountsDump;
}

interface AccountsDump {
  readonly ids: Readonly<Record<string, number>>;
  readonly accounts: readonly { readonly record: AccountRecord; readonly tables: TableDump }[];
}

const FIRST_ACCOUNT_ID = 7000;

const dumpShape = z.object({
  version: z.literal(1),
  random: z.number(),
  accounts: z.object({
    ids: z.record(z.string(), z.number()),
    accounts: z.array(
      z.object({ record: z.looseObject({ id: z.number() }), tables: z.record(z.string(), z.array(z.unknown())) }),
    ),
  }),
});

export interface KatanaDump {
  readonly version: 1;
  readonly random: number;
  readonly accounts: AccountsDump;
}

/** A state that a simulator dumped; nobody else writes one, so only its outline is looked at. */
export const decodeDump = (state: unknown): KatanaDump =>
  dumpShape.parse(typeof state === "string" ? JSON.parse(state) : structuredClone(state)) as unknown as KatanaDump;

export function createAccounts(dump: AccountsDump | undefined): Accounts {
  const ids: Record<string, number> = { ...firstIds, ...dump?.ids };
  const accounts = new Map<number, Account>();
  for (const { record, tables } of dump?.accounts ?? [])
    accounts.set(record.id, { record, tables: createTables(tables) });

  return {
    nextId(kind) {
      const id = (ids[kind] ?? 0) + 1;
      ids[kind] = id;
      return id;
    },
    nextAccountId: () => Math.max(FIRST_ACCOUNT_ID, ...accounts.keys()) + 1,
    add: (account) => void accounts.set(account.record.id, account),
    all: () => [...accounts.values()],
    get: (id) => accounts.get(id),
    byKey(secret) {
      for (const account of accounts.values()) {
        const key = account.record.keys.find((candidate) => candidate.key === secret);
        if (key) return { account, key };
      }
      return undefined;
    },
    dump: () => ({
      ids: { ...ids },
      accounts: [...accounts.values()].map(({ record, tables }) => ({
        record,
        tables: dumpTables(tables),
      })),
    }),
  };
}

/** A UUID, as Katana's keys are. */
export function newKey(world: World): string {
  const hex = world.random.hex(32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
