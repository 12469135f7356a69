import { failed, ok, type Result } from "../../domain/result.ts";

/** Milliseconds for a whole body. Shopify waits five seconds for an answer; who takes longer to send is not worth waiting for. */
const patienceMs = 5_000;

/** HTTP statuses: not sent in time, longer than is taken, or more at once than there is room for. */
export type UnreadBody = 408 | 413 | 503;

export interface BodyLimits {
  /** Of one body. */
  readonly mostBytes: number;
  /** Of all bodies that are being read: nobody has signed them yet. */
  readonly mostHeldBytes: number;
}

/** Reads whole bodies. What is more than the limits is not read; a declared length is only a first look, since it may say anything. */
export function createBodyReader({
  mostBytes,
  mostHeldBytes,
}: BodyLimits): (request: Request) => Promise<Result<Uint8Array, UnreadBody>> {
  let heldBytes = 0;

  return async (request) => {
    if (Number(request.headers.get("Content-Length") ?? 0) > mostBytes) return failed(413);
    const reader = request.body?.getReader();
    const parts: Uint8Array[] = [];
    const gaveUp: { why: UnreadBody | null } = { why: null };
    let length = 0;
    const giveUp = async (why: UnreadBody): Promise<void> => {
      gaveUp.why = why;
      await reader?.cancel();
    };
    const deadline = setTimeout(() => void giveUp(408), patienceMs);
    try {
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
        length += part.value.byteLength;
        heldBytes += part.value.byteLength;
        if (length > mostBytes) await giveUp(413);
        else if (heldBytes > mostHeldBytes) await giveUp(503);
        else parts.push(part.value);
      }
    } catch {
      // The sender hung up in the middle.
      gaveUp.why = 408;
    } finally {
      clearTimeout(deadline);
      heldBytes -= length;
    }
    return gaveUp.why === null ? ok(Buffer.concat(parts)) : failed(gaveUp.why);
  };
}
