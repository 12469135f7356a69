import { z } from "zod";
import type { KatanaCustomerId } from "../../domain/ids.ts";
import { decodeList, decodeOne } from "./decode-answer.ts";
import type { Decode } from "./decode-answer.ts";
import { wireId, wireText } from "./wire-values.ts";

/** As much of a Katana customer as it takes to recognise one. */
export interface FoundCustomer {
  readonly id: KatanaCustomerId;
  readonly referenceId: string | null;
  readonly email: string | null;
  readonly deleted: boolean;
}

const customerSchema = z
  .object({
    id: wireId<KatanaCustomerId>(),
    reference_id: wireText,
    email: wireText,
    deleted_at: wireText,
  })
  .transform((wire): FoundCustomer => ({
    id: wire.id,
    referenceId: wire.reference_id,
    email: wire.email,
    deleted: wire.deleted_at !== null,
  }));

export const decodeCustomers: Decode<readonly FoundCustomer[]> = decodeList(customerSchema);

/** The answer to a new customer. */
export const decodeCustomerId: Decode<KatanaCustomerId> = decodeOne(
  z.object({ id: wireId<KatanaCustomerId>() }).transform(({ id }) => id),
);
