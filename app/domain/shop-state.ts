import { isActive } from "./activation.ts";
import type { Activation } from "./activation.ts";

/** CON-1: `disabled` lacks something mandatory; Inactive is `ready` before the first activation and `paused` after it. */
export type ShopState = "not-connected" | "disabled" | "ready" | "paused" | "active";

/** The states' names and Polaris badge tones; no tone is the neutral one. */
export const shopStateBadges: Readonly<
  Record<ShopState, { readonly label: string; readonly tone: "success" | "info" | "warning" | "attention" | null }>
> = {
  "not-connected": { label: "Not connected", tone: null },
  disabled: { label: "Set-up incomplete", tone: "attention" },
  ready: { label: "Ready", tone: "info" },
  paused: { label: "Paused", tone: "warning" },
  active: { label: "Active", tone: "success" },
};

export interface ShopStateInput {
  readonly connected: boolean;
  /** How many of the shop's active locations have no match in Katana. */
  readonly unmatchedActiveLocations: number;
  readonly activation: Activation;
}

/** An active shop stays active when a location appears or loses its match later: only orders there wait. */
export const shopState = ({ connected, unmatchedActiveLocations, activation }: ShopStateInput): ShopState => {
  if (!connected) return "not-connected";
  if (isActive(activation)) return "active";
  if (unmatchedActiveLocations > 0) return "disabled";
  return activation.activatedAt === null ? "ready" : "paused";
};

/** Whether "Activate sync" may be pressed. */
export const canActivate = (state: ShopState): boolean => state === "ready" || state === "paused";
