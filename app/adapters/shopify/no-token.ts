/**
 * Thrown where the Shopify library would go on waiting for a token, or would ask for one that it cannot get. `late`: Shopify did not
 * give one in time. `run-out`: the shop was idle for so long that only opening the app gives one again.
 */
export class NoToken extends Error {
  override name = "NoToken";
  readonly why: "late" | "run-out";

  constructor(why: NoToken["why"]) {
    super(`no token: ${why}`);
    this.why = why;
  }
}
