/** When syncing was switched on and off (CON-4, CON-5). Instants are ISO-8601, UTC; null means never. */
export interface Activation {
  readonly firstActivatedAt: string | null;
  readonly activatedAt: string | null;
  readonly pausedAt: string | null;
}
